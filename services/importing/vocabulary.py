"""Terms and languages as an import needs them: found by address or code, never by name; made when they are new."""

from collections import defaultdict

from services.enums import TermScheme
from services.exchange.findings import Refused
from services.exchange.neutral import TermRef
from services.models import Language, Term

OWN_SCHEMES = (TermScheme.SITUATION, TermScheme.GROUP, TermScheme.TOPIC)
_LENGTHS = {"code": 120, "uri": 300}
LANGUAGE_LENGTH = 10
_OLD_ADDRESSES = "http://urn.fi/"
Key = tuple[str, str]


class Vocabulary:
    """Keys are (scheme, code). `new_terms` and `new_languages` are not yet saved."""

    def __init__(self):
        terms = list(Term.objects.only("scheme", "code", "uri", "old_uri"))
        self.pk: dict[Key, int] = {(term.scheme, term.code): term.pk for term in terms}
        self._by_uri = {(term.scheme, term.old_uri): (term.scheme, term.code) for term in terms if term.old_uri}
        self._by_uri |= {(term.scheme, term.uri): (term.scheme, term.code) for term in terms if term.uri}
        self._old_uri = {(term.scheme, term.code): term.old_uri for term in terms if term.old_uri}
        keys = {term.pk: (term.scheme, term.code) for term in terms}
        self._own: dict[Key, set[Key]] = defaultdict(set)
        for own, national in Term.same_as.through.objects.values_list("from_term_id", "to_term_id"):
            self._own[keys[national]].add(keys[own])
        self.new_terms: dict[Key, Term] = {}
        self._languages = set(Language.objects.values_list("code", flat=True))
        self.new_languages: dict[str, Language] = {}

    def key(self, ref: TermRef, tell) -> Key | None:
        """The key of the term, new terms kept for saving; None when it cannot be one. Raises Refused."""
        if ref.scheme not in TermScheme.values:
            raise Refused(f"a term of the unknown vocabulary “{ref.scheme[:40]}”")
        found = self._by_uri.get((ref.scheme, ref.uri)) or self._by_code(ref)
        if found in self.pk or found in self.new_terms:
            return found
        if ref.scheme in OWN_SCHEMES:
            raise Refused(f"{ref.scheme} has no term {ref.code[:40]}")
        if any(len(getattr(ref, name)) > length for name, length in _LENGTHS.items()):
            tell("a term with an over-long code or address was left out")
            return None
        if ref.scheme != TermScheme.ONTOLOGY:
            tell(f"{ref.scheme} {found[1]} is new and was added to the vocabulary")
        self.new_terms[found] = Term(scheme=ref.scheme, code=found[1], uri=ref.uri, label=ref.labels or {"fi": found[1]})
        return found

    def _by_code(self, ref: TermRef) -> Key:
        """A code that once meant another class (P7.12 of the first list) goes by the last part of its address."""
        key = (ref.scheme, ref.code)
        if ref.uri.startswith(_OLD_ADDRESSES) and self._old_uri.get(key, ref.uri) != ref.uri:
            return ref.scheme, ref.uri.rpartition(":")[2]
        return key

    def meant(self, national: set[Key]) -> set[Key]:
        """Our own terms that mean nearly the same as these national ones."""
        return set().union(*(self._own[key] for key in national if key in self._own))

    def language(self, code: str, tell) -> str | None:
        """The code, new languages kept for saving; None for a code that is too long."""
        if len(code) > LANGUAGE_LENGTH:
            tell("a language with an over-long code was left out")
            return None
        if code not in self._languages and code not in self.new_languages:
            tell(f"language {code} is new and was added")
            self.new_languages[code] = Language(code=code, name={"fi": code})
        return code

    def languages(self, codes: tuple[str, ...], tell) -> tuple[str, ...]:
        return tuple(dict.fromkeys(filter(None, (self.language(code, tell) for code in codes))))

    def save(self) -> None:
        """Writes what is new; afterwards every key has a `pk`."""
        Language.objects.bulk_create(self.new_languages.values(), batch_size=500)
        made = Term.objects.bulk_create(self.new_terms.values(), batch_size=500)
        self.pk.update({(term.scheme, term.code): term.pk for term in made})
