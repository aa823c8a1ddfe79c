"""A PTV of our own on this machine: pages of ids, lists by ids, and the ways in which the real one fails."""

import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class PtvServer:
    """`payloads[collection][id]`; `failures`: answers to give before the right ones, as {path: [status, …]}.

    `poison`: ids that make every batch with them fail with 504. `asked`: paths in order.
    """

    def __init__(self, payloads: dict[str, dict[str, dict]], page_size: int = 2):
        self.payloads, self.page_size = payloads, page_size
        self.failures: dict[str, list[int]] = {}
        self.poison: set[str] = set()
        self.asked: list[str] = []
        self.batches: list[int] = []
        handler = type("Handler", (_Handler,), {"ptv": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "PtvServer":
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()
        return self

    def __exit__(self, *_error) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def count(self) -> Counter:
        return Counter(self.asked)

    def answer(self, path: str, query: dict[str, list[str]]) -> tuple[int, object]:
        self.asked.append(path)
        planned = self.failures.get(path)
        if planned:
            return planned.pop(0), {}
        collection, _, rest = path.removeprefix("/api/v11/").partition("/")
        held = self.payloads.get(collection)
        if held is None:
            return 404, {}
        if rest.endswith("list"):
            return self._batch(held, query["guids"][0].split(","))
        if rest and not rest.startswith("area/Municipality/code/"):
            return 404, {}
        return 200, self._page(held, int(query["page"][0]))

    def _page(self, held: dict, number: int) -> dict:
        ids, size = list(held), self.page_size
        items = [{"id": id_, "name": "x"} for id_ in ids[(number - 1) * size : number * size]]
        return {"pageNumber": number, "pageSize": size, "pageCount": -(-len(ids) // size), "itemList": items}

    def _batch(self, held: dict, ids: list[str]) -> tuple[int, object]:
        self.batches.append(len(ids))
        if self.poison & set(ids):
            return 504, {}
        return 200, [held[id_] for id_ in ids if id_ in held]


class _Handler(BaseHTTPRequestHandler):
    ptv: PtvServer

    def do_GET(self):
        parts = urlsplit(self.path)
        status, body = self.ptv.answer(parts.path, parse_qs(parts.query))
        content = json.dumps(body).encode() if status == 200 else b"Gateway"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args):
        """Silent."""
