from __future__ import annotations

import pytest

from coterie.transactions.row_words import meaning_of, sides_of

SAID = {
    "counted": [
        "Completed", "PAID", "closed won", "Abgeschlossen", "betald", "maksettu", "payée", "pagado", "spedito",
        "concluído", "zrealizowane", "doručeno", "kifizetve", "tamamlandı", "Ολοκληρώθηκε", "выполнен",
        "доставлено", "שולם", "مكتمل", "selesai", "完了", "交易成功", "배송완료", "partially_refunded",
        "wc-completed",
    ],
    "open": [
        "Pending payment", "processing", "on-hold", "unpaid", "Ausstehend", "nicht bezahlt", "en attente",
        "pendiente", "in attesa", "aguardando pagamento", "oczekujące", "čeká na platbu", "folyamatban",
        "beklemede", "в обработке", "не оплачен", "ממתין", "قيد الانتظار", "menunggu", "未払い", "待付款",
        "결제대기", "Refund pending",
    ],
    "void": [
        "Cancelled", "canceled", "Cancelled by buyer", "failed", "payment failed", "voided", "void",
        "Closed Lost", "test", "storniert", "geannuleerd", "annullerad", "peruttu", "annulée", "cancelado",
        "annullato", "anulowane", "zrušeno", "otkazano", "törölve", "iptal edildi", "ακυρώθηκε", "отменён",
        "скасовано", "בוטל", "ملغي", "dibatalkan", "đã hủy", "ยกเลิก", "キャンセル", "交易关闭", "취소",
    ],
    "returned": [
        "Refunded", "refund", "Chargeback", "Payment Refund", "credit note", "erstattet", "Gutschrift",
        "Rücklastschrift", "terugbetaald", "återbetald", "hyvitetty", "remboursé", "avoir", "devuelto", "reso",
        "estorno", "zwrot", "vráceno", "visszatérítve", "iade", "επιστροφή", "возврат", "повернення", "הוחזר",
        "مسترد", "返金", "退款", "환불",
    ],
    "sale": [
        "sale", "Verkauf", "vente", "venta", "продажа", "销售", "판매",
    ],
    "other": [
        "payout", "General Withdrawal", "service fee", "Überweisung", "комиссия",
    ],
    "debit": [
        "Debit", "DR", "Soll",
    ],
    "credit": [
        "Credit", "CR", "Haben",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("meaning", "word"), [(meaning, word) for meaning, words in SAID.items() for word in words])
def test_words_of_many_languages_are_understood(meaning, word):
    assert meaning_of(word) == meaning


@pytest.mark.parametrize("word", ["Gold", "web", "Berlin", "A1", "cats", "premium", ""])
def test_other_words_are_not(word):
    assert meaning_of(word) is None


@pytest.mark.parametrize(
    ("column", "words", "known"),
    [
        ("size", ["S", "H"], False),
        ("size", ["DR", "CR"], False),
        ("type", ["DR", "CR"], True),
        ("side", ["debit", "credit"], True),
        ("side", ["debit", "credit", "cash"], False),
    ],
)
def test_short_words_are_sides_only_in_a_column_that_is_called_so(column, words, known):
    assert bool(sides_of(column, words)) is known
