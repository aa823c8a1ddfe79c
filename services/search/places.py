"""Where numbered documents can be visited, and how far that is."""

from array import array
from collections.abc import Collection

import numpy as np

_EARTH_KM = 6371.0
# Distances from so many municipalities are kept.
_CENTRES = 16


class Places:
    """`places`: “latitude,longitude” in degrees, by spaces, one text a document."""

    def __init__(self, places: Collection[str]):
        docs, points = array("i"), array("d")
        for doc, text in enumerate(places):
            for point in text.split():
                docs.append(doc)
                points.extend(map(float, point.split(",")))
        self._count = len(places)
        self._docs = np.array(docs, "i4")
        self._points = np.radians(np.array(points).reshape(-1, 2))
        self._distances: dict[tuple[float, float], np.ndarray] = {}

    def distances_from(self, latitude: float, longitude: float) -> np.ndarray:
        """float32[n]: kilometres as the crow flies from a point in degrees to each document's nearest place, or infinity."""
        key = latitude, longitude
        if key not in self._distances:
            if len(self._distances) >= _CENTRES:
                self._distances.clear()
            self._distances[key] = self._measured(*np.radians(key))
        return self._distances[key]

    def _measured(self, north: float, east: float) -> np.ndarray:
        half = np.sin((self._points[:, 0] - north) / 2) ** 2
        half += np.cos(north) * np.cos(self._points[:, 0]) * np.sin((self._points[:, 1] - east) / 2) ** 2
        distances = np.full(self._count, np.inf, "f4")
        np.minimum.at(distances, self._docs, (2 * _EARTH_KM * np.arcsin(np.sqrt(half))).astype("f4"))
        return distances
