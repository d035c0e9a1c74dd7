"""RFM: scores from 1 to 5 for recency, frequency and monetary value, and the eleven classic segments."""

from __future__ import annotations

import polars as pl

SEGMENTS: dict[str, str] = {
    "Champions": "555 554 544 545 454 455 445",
    "Loyal": "543 444 435 355 354 345 344 335",
    "Potential Loyalist": (
        "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"
    ),
    "New Customers": "512 511 422 421 412 411 311",
    "Promising": "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313",
    "Need Attention": "535 534 443 434 343 334 325 324",
    "About To Sleep": "331 321 312 221 213 231 241 251",
    "At Risk": (
        "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"
    ),
    "Cannot Lose Them": "155 154 144 214 215 115 114 113",
    "Hibernating": "332 322 233 232 223 222 132 123 122 212 211",
    "Lost": "111 112 121 131 141 151",
}  # fmt: skip
"""The codes of each segment: the scores of recency, frequency and monetary value. Every code is there once."""

SCORES = ("r_score", "f_score", "m_score")


def score(column: str, *, low_is_good: bool = False) -> pl.Expr:
    """Score a column from 1 to 5 by quintile; equal values share a score.

    The score is 1 + ⌊5 · worse / n⌋, where worse is the number of customers whose value is strictly worse. So 5 means
    that four in five customers are worse, 1 that fewer than one in five is. Without ties and with a number of customers
    that divides by five, each score has a fifth of them.

    Parameters
    ----------
    column : str
        Its name; no value is missing.
    low_is_good : bool, default False
        Whether small values are good ones, as days since the last purchase are.

    Returns
    -------
    polars.Expr of Int8

    Examples
    --------
    >>> pl.DataFrame({"spent": [1, 1, 1, 7, 9]}).select(score("spent"))["spent"].to_list()
    [1, 1, 1, 4, 5]
    >>> pl.DataFrame({"days": [3, 60, 7, 30, 90]}).select(score("days", low_is_good=True))["days"].to_list()
    [5, 2, 4, 3, 1]
    """
    worse = pl.col(column).rank("min", descending=low_is_good).cast(pl.Int64) - 1
    return (worse * 5 // pl.len() + 1).cast(pl.Int8)


def segment() -> pl.Expr:
    """Return the RFM segment of the columns `SCORES`.

    Examples
    --------
    >>> scores = pl.DataFrame({"r_score": [5, 1], "f_score": [5, 1], "m_score": [4, 3]})
    >>> scores.select(segment())["rfm_segment"].to_list()
    ['Champions', 'Cannot Lose Them']
    """
    r, f, m = (pl.col(name).cast(pl.Int32) for name in SCORES)
    by_code = {int(code): name for name, codes in SEGMENTS.items() for code in codes.split()}
    return (100 * r + 10 * f + m).replace_strict(by_code, return_dtype=pl.String).alias("rfm_segment")
