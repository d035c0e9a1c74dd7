"""More exports in the layouts that systems document: shops, bookkeeping, direct debits; see `systems`."""

from __future__ import annotations

from datetime import timedelta

from systems import Sale, comma, iso, written


def bigcommerce(some: list[Sale]) -> str:
    """Orders whose total says that tax is in it."""
    word = {"paid": "Completed", "gone": "Cancelled", "open": "Awaiting Payment"}
    rows = [
        [s.number + 100, s.who + 11, f"Person {s.who}", f"p{s.who}@example.org", s.day.strftime("%d/%m/%Y"),
         s.day.strftime("%H:%M"), word[s.state], round(s.paid * 0.8, 2), round(s.paid * 0.2, 2), s.paid, "EUR", "Card"]
        for s in some
    ]  # fmt: skip
    return written(
        "Order ID|Customer ID|Customer Name|Customer Email|Order Date|Order Time|Order Status|Subtotal (ex tax)|"
        "Tax Total|Order Total (inc tax)|Order Currency Code|Payment Method",
        rows,
    )


def prestashop(some: list[Sale]) -> str:
    """Orders with an initial and a name."""
    word = {"paid": "Payment accepted", "gone": "Canceled", "open": "Awaiting check payment"}
    rows = [
        [s.number + 1, f"XKB{s.number}", "0", "Germany", f"P. Name{s.who}", f"€{s.paid:.2f}", "Bank wire",
         word[s.state], iso(s.day)]
        for s in some
    ]  # fmt: skip
    return written("ID|Reference|New client|Delivery|Customer|Total|Payment|Status|Date", rows, ";")


def xero(some: list[Sale]) -> str:
    """Invoices of sales, and what is still due."""
    word = {"paid": "Paid", "gone": "Voided", "open": "Awaiting Payment"}
    rows = [
        [f"Firm {s.who} Ltd", f"f{s.who}@example.org", f"INV-{s.number:04}", s.day.strftime("%d/%m/%Y"),
         (s.day + timedelta(30)).strftime("%d/%m/%Y"), s.paid, round(s.paid / 6, 2), s.paid, 0, "Sales invoice",
         word[s.state], "GBP"]
        for s in some
    ]  # fmt: skip
    return written(
        "ContactName|EmailAddress|InvoiceNumber|InvoiceDate|DueDate|Total|TaxTotal|InvoiceAmountPaid|InvoiceAmountDue|"
        "Type|Status|Currency",
        rows,
    )


def lexware(some: list[Sale]) -> str:
    """Documents, offers among them, in German."""
    kind = {"paid": "Rechnung", "gone": "Angebot", "open": "Rechnung"}
    word = {"paid": "bezahlt", "gone": "storniert", "open": "offen"}
    rows = [
        [kind[s.state], f"RE{s.number:05}", s.day.strftime("%d.%m.%Y"), 10_000 + s.who, f"Firma {s.who}",
         comma(s.paid), word[s.state], (s.day + timedelta(14)).strftime("%d.%m.%Y")]
        for s in some
    ]  # fmt: skip
    return written("Belegart|Belegnummer|Belegdatum|Kundennummer|Name|Betrag|Status|Fälligkeitsdatum", rows, ";")


def gocardless(some: list[Sale]) -> str:
    """Direct debits; what they belong to stands behind a point."""
    word = {"paid": "confirmed", "gone": "failed", "open": "pending_submission"}
    rows = [
        [f"PM{s.number:05}", iso(s.day), s.day.date(), s.paid, "GBP", "fee", word[s.state], f"CU{s.who:05}", "Ann",
         f"MD{s.who:04}"]
        for s in some
    ]  # fmt: skip
    return written(
        "id|created_at|charge_date|amount|currency|description|status|customers.id|customers.given_name|mandates.id",
        rows,
    )


def quickbooks(some: list[Sale]) -> str:
    """Lines of a report of transactions: bills, and what pays them."""
    kind = {"paid": "Invoice", "gone": "Estimate", "open": "Payment"}
    rows = [
        [s.day.strftime("%m/%d/%Y"), kind[s.state], 1000 + s.number, f"Client {s.who}", "work",
         -s.paid if s.state == "open" else s.paid]
        for s in some
    ]  # fmt: skip
    return written("Date|Transaction Type|Num|Customer|Memo/Description|Amount", rows)


def adyen(some: list[Sale]) -> str:
    """A settlement: debits and credits have a column each."""
    kind = {"paid": "Settled", "gone": "Refunded", "open": "Settled"}
    rows = [
        [f"88{s.number:014}", f"O{s.number}", "visa", iso(s.day), kind[s.state], "EUR",
         s.paid if s.state == "gone" else "", "" if s.state == "gone" else s.paid, f"shopper-{s.who}"]
        for s in some
    ]  # fmt: skip
    return written(
        "Psp Reference|Merchant Reference|Payment Method|Creation Date|Type|Gross Currency|Gross Debit (GC)|"
        "Gross Credit (GC)|Shopper Reference",
        rows,
    )


MORE = {maker.__name__: maker for maker in (bigcommerce, prestashop, xero, lexware, gocardless)}
