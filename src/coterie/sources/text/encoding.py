"""From bytes to text: byte order marks, UTF-8, UTF-16, then detection."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import NamedTuple

from coterie.sources.text.latin_pages import page_by_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Western look-alikes that detection mistakes for Windows-1252; it is by far the more frequent.
_LOOK_ALIKES = [
    "cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "cp437", "cp775", "cp850", "cp852", "cp858", "cp1006", "cp1125",
    "hp_roman8", "latin_1", "iso8859_2", "iso8859_3", "iso8859_4", "iso8859_9", "iso8859_10", "iso8859_13",
    "iso8859_14", "iso8859_15", "iso8859_16", "mac_roman", "mac_latin2", "mac_iceland", "mac_turkish", "mac_cyrillic",
    "johab", "euc_jis_2004", "euc_jisx0213", "shift_jis_2004", "shift_jisx0213", "mac_greek", "cp037", "cp500",
    "cp1026", "cp1140", "cp273", "utf_7", "ptcp154", "kz1048",
]  # fmt: skip
_SAMPLE = 65_536
_ENOUGH = 0.9
_USUAL = 0.5
_ALL_CAPITALS = 0.8
_LATIN = ("cp1252", "cp1250", "iso8859_2", "mac_roman", "cp850")
_MISPLACED = re.compile(
    r"(?<=[^\W\d_])[^\w\s\x00-\x7f’](?=[^\W\d_])|(?<=[a-zß-öø-ÿ])[À-ÖØ-ÞŒŠŽŸĄĆĘŁŃŚŹŻČĎĚĽŇŘŤŮ]|[¹²³](?=[^\W\d_])"
    r"|[\x80-\x9f\ufffd]|(?<=[a-z]{3})[¹³ºª]|[¸˛ˇ˙˝](?=\w)"
)
_CYRILLIC = "(?:[А-ЯЁЄІЇҐЎ]?[а-яёєіїґў]+|[А-ЯЁЄІЇҐЎ]{2,})[№«»—–…]*"
_GREEK = "(?:[Α-ΩΆΈΉΊΌΎΏ]?[α-ωάέήίόύώϊϋΐΰ]+|[Α-ΩΆΈΉΊΌΎΏ]{2,})"
_KANJI = (
    "東京都大阪府市区町村県北海道山田中川本木林藤井上下小高松野原島崎佐伊加清池石橋前後内外西南新古長吉福岡広名屋神戸横浜仙台"
    "札幌千葉埼玉女男性会社員一二三四五子人年月日正有限式株主客様谷口沢水森金河和青太平明美愛知静宮城奈良熊鹿児沖縄顧番号氏値齢収"
    "入額支払購買回点数別職業学生婦無自営公務医師教農優普通規休般特未非退登録住所電話種類区分最終店舗商品恵佳健翔誠隆智裕浩直渡"
    "辺近遠後林斎阿部坂岡岩手秋栃群潟富岐滋賀歌取徳媛佐"
)
_HANZI = (
    "张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗伟芳娜敏静丽强磊军洋艳勇杰娟涛明超秀兰霞平刚桂英北京上海广州深圳成都重庆天津杭"
    "南西安武汉苏河湖山东四川省市区县男女其他未知金银卡普通会员客户公司有限是否有无"
)
_KANA = "".join(map(chr, [*range(0x3041, 0x3094), *range(0x30A1, 0x30FA), 0x30FC]))
_HANGUL = (
    "서울부산대구인천광주전경기강원도시군충청남북상제세종특별자치김이박최정조윤장임한오신권황안송류홍여성회사직업식은행카드골"
    "실버일등급가나다라마바아지하수영민준현진우혜미선희고객번호름동로길점매출"
)
_JAPANESE = "[一-龯々ぁ-んァ-ヺー]+"
_SCRIPTS = (
    ("cp1251", _CYRILLIC, "оеаинтсрвлкм"), ("koi8_r", _CYRILLIC, "оеаинтсрвлкм"),
    ("iso8859_5", _CYRILLIC, "оеаинтсрвлкм"), ("cp866", _CYRILLIC, "оеаинтсрвлкм"),
    ("cp1253", _GREEK, "αάοόιίεέτσςνηήυύρπκ"), ("cp1255", "[א-ת]+", "יוהלאתרבמש"),
    ("cp1256", "[ء-يپچژگ،]+", "الينمورتبةعد"), ("cp874", "[ก-๛]+", "านรอกเงมยลวดท"),
    ("gb18030", "[一-龯]+", _HANZI), ("euc_jp", _JAPANESE, _KANJI + _KANA), ("cp932", _JAPANESE, _KANJI + _KANA),
    ("euc_kr", "[가-힣]+", _HANGUL),
)  # fmt: skip
"""Code page, how its words look, and the letters that most of them are made of."""

_SPELLED = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "mac_roman": "Mac Roman",
    "latin-1": "Latin-1",
}


class Decoded(NamedTuple):
    """Text, the encoding it was in, and where that was guessed, words that show whether the guess is right."""

    text: str
    encoding: str
    words: tuple[str, ...] = ()


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Turn bytes into text.

    Parameters
    ----------
    data : bytes
        A whole file.
    encoding : str, optional
        Its encoding, when it is known.

    Returns
    -------
    Decoded
        The text without a byte order mark.

    Raises
    ------
    UnicodeDecodeError, LookupError
        When `encoding` is not the file's, or is none.

    Examples
    --------
    >>> decode("Zoë".encode("cp1252"))
    Decoded(text='Zoë', encoding='Windows-1252', words=('Zoë',))
    >>> decode("Zoë".encode("utf-16"))[1]
    'UTF-16'
    """
    if encoding is not None:
        return Decoded(data.decode(encoding).removeprefix("\ufeff"), encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, errors="replace"), name.upper().removesuffix("-SIG"))
    if wide := _wide(data[:_SAMPLE]):
        return Decoded(data.decode(wide, errors="replace"), wide.upper())
    try:
        return Decoded(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        return _detected(data)


def _wide(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark: nearly every second byte of plain text is zero."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most = max(len(sample) // 2, 1)
    if odd > 0.4 * most and even < 0.1 * most:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * most and odd < 0.1 * most else None


def _detected(data: bytes) -> Decoded:
    """Detect the encoding from the lines that are not plain ASCII, and show what comes of it."""
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:_SAMPLE]
    name = page_by_language(telling, _western(telling)) if _is_western(telling) else _script(telling)
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        name, text = "latin-1", data.decode("latin-1")
    words = list(dict.fromkeys(re.findall(r"[^\W\d_]*[^\x00-\x7f][^\s,;|]*", text)))[:3]
    return Decoded(text, _SPELLED.get(name, name.replace("_", "-")), tuple(word[:20] for word in words))


def _is_western(sample: bytes) -> bool:
    """Return whether bytes beyond ASCII stand among Latin letters, or alone; elsewhere they come in a row."""
    high = [byte >= 0x80 for byte in sample]
    in_a_row = sum(one and next_one for one, next_one in pairwise(high))
    words = re.findall(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*", sample)
    latin = sum(2 * sum(byte < 0x80 for byte in word) > len(word) for word in words)
    return in_a_row <= 0.2 * sum(high) or 2 * latin > len(words)


def _western(sample: bytes) -> str:
    """Return the code page of Latin letters under which fewest characters stand where no letter or sign does."""
    return min(_LATIN, key=lambda name: _misplaced(sample.decode(name, errors="replace")))


def _script(sample: bytes) -> str:
    """Return the code page of another script: one whose words are of that script alone, else what a library says."""
    shares = {name: _written_in(sample, name, letters, usual) for name, letters, usual in _SCRIPTS}
    found = max(shares, key=lambda name: shares[name])
    if shares[found] >= _USUAL:
        return found
    from charset_normalizer import from_bytes  # noqa: PLC0415  # only files that are not UTF-8 need it

    best = from_bytes(sample, cp_exclusion=_LOOK_ALIKES).best()
    return _western(sample) if best is None else best.encoding


def _misplaced(text: str) -> int:
    """Count signs inside words, capitals behind small letters, and characters that nothing writes."""
    return len(_MISPLACED.findall(text))


def _written_in(sample: bytes, name: str, letters: str, usual: str) -> float:
    """Return the share of usual letters in the words beyond ASCII; 0 where they are not words of the one script."""
    try:
        words = re.findall(r"[^\x00-\x7f]{2,}", sample.decode(name))
    except UnicodeDecodeError:
        return 0.0
    form, all_letters = re.compile(letters), "".join(words).lower()
    alike = sum(bool(form.fullmatch(word)) for word in words)
    if not words or alike < _ENOUGH * len(words):
        return 0.0
    doubt = _ALL_CAPITALS if "".join(words).isupper() else 1.0  # capitals are small letters in another code page
    return doubt * sum(map(all_letters.count, usual)) / len(all_letters)
