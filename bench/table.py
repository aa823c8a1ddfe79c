"""What was measured as Markdown."""

from collections.abc import Iterable, Sequence


def table(heads: Sequence[str], rows: Iterable[Sequence]) -> str:
    """The first column is text, the others are numbers."""
    marks = ["---", *["---:"] * (len(heads) - 1)]
    return "\n".join(f"| {' | '.join(str(cell) for cell in row)} |" for row in [heads, marks, *rows])


def _pages(rows: list[dict]) -> str:
    heads = ("page", "bytes", "connections", "req/s", "/ baseline", "p95 ms", "p95 / baseline", "errors", "idle before")
    return table(
        heads,
        (
            (
                row["page"], row["bytes"], row["connections"], f"{row['rate']:.0f}", f"{row['ratio']:.2f}", f"{row['p95']:.1f}",
                f"{row['p95_ratio']:.2f}", row["errors"], f"{row['idle']:.2f}",
            )
            for row in rows
        ),
    )  # fmt: skip


def _server(measured: dict) -> str:
    sizes = {when: ", ".join(f"{size:.0f}" for size in found) or "not told" for when, found in measured["memory"].items()}
    told = "; ".join(f"{when} the load {size}" for when, size in sizes.items())
    return f"First answer {measured['ready']:.1f} s after the start. Memory of a worker (PSS, MiB): {told}."


def database(measured: dict) -> str:
    """The section of one database."""
    queries = table(("SQL queries", "cold", "warm"), ((row["page"], row["cold"], row["warm"]) for row in measured["queries"]))
    costly = table(
        ("costly questions, one by one", "p99 ms", "status"),
        ((row["question"], f"{row['p99']:.0f}", ", ".join(map(str, row["statuses"]))) for row in measured["costly"]),
    )
    title = f"## {measured['engine']}, {measured['size']} services"
    return "\n\n".join((title, _pages(measured["pages"]), queries, _server(measured), costly))


def searches(rows: list[dict]) -> str:
    """Time of the search alone; growth beside the size before, on the same engine."""
    cells = []
    for row in rows:
        smaller = [other for other in rows if other["engine"] == row["engine"] and other["size"] < row["size"]]
        growth = f"{row['median'] / max(smaller, key=lambda other: other['size'])['median']:.2f}" if smaller else ""
        cells.append((row["engine"], row["size"], f"{row['median']:.2f}", growth, f"{row['p95']:.2f}"))
    heads = ("engine", "services", "median ms", "growth", "p95 ms")
    return f"## The search alone, {rows[0]['questions']} different questions ({rows[0]['analyser']})\n\n{table(heads, cells)}"


def machine(told: dict) -> str:
    return (
        f"{told['processors']} processors, Python {told['python']}, {told['workers']} workers, load by {told['load']}; "
        f"{told['rounds']} rounds of {told['seconds']:g} s."
    )
