"""Segments over HTTP: one customer at once, many in a list, or a stream of lines, by saved segmentations.

Everything here needs the extra `service`; `coterie serve` starts it.
"""
