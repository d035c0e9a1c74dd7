# ruff: noqa: RUF001 - Turkish letters look like others
"""Code pages of Latin letters: text of each comes back as it was, without a name for its encoding."""

from __future__ import annotations

import pytest

from coterie.sources.text.encoding import decode

TEXTS = {
    "cp1254": """Müşteri No;Yaş;Yıllık Gelir;Iğdır;Şanlıurfa;Hayır | Ad;Şehir;Ayşe;Muğla;Işıl;Kırşehir | Kadın;Çalışan
        | isim;şehir;Oğuz;Ağrı;Yıldız;Iğdır""",
    "cp1257": """Vārds;Pilsēta;Ienākumi;Jānis;Rīga;5;Līga;Jūrmala;6;Ģirts;Ķegums;1
        | Vardas;Amžius;Miestas;Žygimantas;30;Šiauliai;Rūta;40;Panevėžys | Nimi;Linn;Tõnu;Pärnu;Kärt Šmidt;Jõgeva""",
    "cp1252": """Zoë | Müller;Straße;Köln | François;Besançon;Hélène;cœur | José;Muñoz;Málaga;Año
        | João;São Paulo;Conceição
        | Þórður;Guðrún;Ísafjörður;Þetta er það ágætt | Ærø;Ålborg;Sørensen | Perché;città;però | El Niño | Questões""",
    "cp1250": """Łódź;Gdańsk;Kraków;Świętokrzyskie | Plzeň;Hradec Králové;Děčín;Žďár nad Sázavou
        | Čačak;Šibenik;Đurđevac
        | Győr;Székesfehérvár;Hódmezővásárhely | Târgu Mureş;Iaşi;Piteşti | Košice;Žilina;Banská Štiavnica;Ľubomír""",
}


@pytest.mark.parametrize(("page", "text"), [(page, text) for page, texts in TEXTS.items() for text in texts.split("|")])
def test_text_comes_back(page, text):
    assert decode(text.encode(page)).text == text
