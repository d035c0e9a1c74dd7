"""One function a chart: each takes results and returns an Altair chart whose `description` says what it shows.

The functions know nothing of files or pages; :func:`coterie.charts.svg.to_svg` draws.
"""
