"""A search: a question in, one page of hits and the counts around it out. The only place that knows how."""

import numpy as np
from django.conf import settings
from django.utils import translation

from services.search import tally
from services.search.bits import packed, unpacked
from services.search.counting import Counting
from services.search.current import Holdings, current
from services.search.explaining import Explaining
from services.search.question import Question, notices, understand
from services.search.ranking import Ranking
from services.search.request import Facet, Hit, Results, SearchRequest, Sort

# Below this share of the best answer's score a document that lacks some of the words only has a word in common.
_CUT = 0.25
# Where the matter belongs elsewhere, only what answers it nearly as well as the best.
_CUT_ELSEWHERE = 0.75
# So many where nothing really answers.
_FEW = 3


def search(request: SearchRequest, *, counted: bool = False) -> Results:
    """The answer to a request: one query while the directory has not changed.

    `counted`: a reader asks it and has finished asking; a new question is then counted, by day and without persons.
    """
    held = current()
    index = held.index
    question = understand(request, index, held.lexicon)
    ranking = Ranking(index, question) if question.words else None
    found = None if ranking is None else _answers(ranking)
    counting = Counting(index, request, None if found is None else packed(found))
    docs = np.flatnonzero(unpacked(counting.result, len(index)))
    distances = _distances(held, _centre(request, question))
    sorts = _sorts(question, distances)
    sort = request.sort if request.sort in sorts else sorts[0]
    first = {Sort.RELEVANCE: None if ranking is None else -ranking.order, Sort.DISTANCE: distances}.get(sort)
    pages = max(1, -(-len(docs) // request.size))
    page = min(max(1, request.page), pages)
    span = slice((page - 1) * request.size, page * request.size)
    # Equally good answers stand in one order on every language's page; a list by name is read in its own.
    names = index.names.order(request.language if sort == Sort.NAME else settings.LANGUAGE_CODE)
    shown = _page(docs, first, names, span)
    explaining = Explaining(ranking, shown) if ranking else None
    if counted and tally.is_fresh(request):
        situation = next((found.entry.situation for found in question.findings if found.entry.situation), "")
        tally.count(request.words, request.language, len(docs), situation=situation, familiar=held.lexicon.vocabulary.words)
    return Results(
        hits=tuple(_hit(held, doc, explaining, distances, request.language) for doc in shown.tolist()),
        total=len(docs),
        page=page,
        pages=pages,
        sort=sort,
        sorts=sorts,
        options=counting.options(held.lexicon),
        understood=tuple(understood for understood, _places in question.named),
        suggestion=question.suggestion,
        notices=notices(question, request.language, unsure=ranking is not None and ranking.is_unsure),
        marked_terms=explaining.marked_terms() if explaining else frozenset(),
        version=index.version,
    )


def warm() -> None:
    """Reads what the first searches in each language would wait for: before the server forks, for all workers."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            search(SearchRequest(language=language))


def _answers(ranking: Ranking) -> np.ndarray:
    """bool[n]: the documents that answer the question's words."""
    scores, best = ranking.scores, ranking.best
    if best <= 0:
        return np.zeros(len(scores), bool)
    if ranking.question.belongs_elsewhere:
        return _few(scores, best * _CUT_ELSEWHERE)
    if ranking.is_unsure:
        return _few(scores, best * _CUT)
    return (scores >= best * _CUT) | ranking.holding_all()


def _few(scores: np.ndarray, least: float) -> np.ndarray:
    """bool[n]: the best of those that reach `least`."""
    fitting = scores >= least
    if fitting.sum() > _FEW:
        fitting[np.argsort(-scores, kind="stable")[_FEW:]] = False
    return fitting


def _sorts(question: Question, distances: np.ndarray | None) -> tuple[Sort, ...]:
    """The orders on offer, the usual one first."""
    by_words = (Sort.RELEVANCE, Sort.NAME) if question.words else (Sort.NAME,)
    return by_words if distances is None else (*by_words, Sort.DISTANCE)


def _centre(request: SearchRequest, question: Question) -> str:
    """The municipality distances are told from: the only one chosen, or the one named."""
    chosen = request.chosen.get(Facet.MUNICIPALITY, ())
    named = [understood.value for understood, _places in question.named if understood.facet == Facet.MUNICIPALITY]
    return next(iter(chosen if len(chosen) == 1 else named), "")


def _distances(held: Holdings, municipality: str) -> np.ndarray | None:
    centre = held.lexicon.centres.get(municipality)
    return held.index.places.distances_from(*centre) if centre else None


def _page(docs: np.ndarray, first: np.ndarray | None, names: np.ndarray, span: slice) -> np.ndarray:
    """A page of the documents in order: by `first`, the smallest first (None: all are equal), then by name.

    Only as many as the page needs are sorted: on the first pages of many hits that is most of the work saved.
    """
    keys = names[docs] if first is None else first[docs]
    if span.stop < len(docs) // 4:
        docs = docs[keys <= np.partition(keys, span.stop)[span.stop]]
        keys = names[docs] if first is None else first[docs]
    return docs[np.lexsort((names[docs], keys))][span]


def _hit(held: Holdings, doc: int, explaining: Explaining | None, distances: np.ndarray | None, language: str) -> Hit:
    distance = None if distances is None or np.isinf(distances[doc]) else float(distances[doc])
    why = explaining.reasons(doc, held.lexicon.labels_in(language)) if explaining else ()
    return Hit(int(held.index.services[doc]), why, distance)
