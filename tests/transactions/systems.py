"""Small exports in the layouts that shops, payment providers, CRMs and ledgers document, with made-up people."""

from __future__ import annotations

import csv
import io
import random
from datetime import datetime, timedelta
from typing import NamedTuple


class Sale(NamedTuple):
    """One thing that happened: `state` is "paid", "gone" (never paid) or "open"."""

    number: int
    who: int
    day: datetime
    paid: float
    state: str


def sales(states: tuple[str, ...], *, n: int = 240, people: int = 40) -> list[Sale]:
    """Return sales of some people, with states that come round among them."""
    chance = random.Random(7)  # noqa: S311 - invented sales
    days = sorted(datetime(2024, 1, 1) + timedelta(minutes=chance.randint(0, 500_000)) for _ in range(n))
    return [
        Sale(i, chance.randrange(people), days[i], round(chance.lognormvariate(4, 0.6), 2), states[i % len(states)])
        for i in range(n)
    ]


def written(names: str, rows: list[list[object]], delimiter: str = ",") -> str:
    """Return a table as text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(names.split("|"))
    writer.writerows(rows)
    return out.getvalue()


def iso(day: datetime) -> str:
    """Return a day with its time."""
    return day.strftime("%Y-%m-%d %H:%M:%S")


def comma(number: float) -> str:
    """Return a number with a decimal comma."""
    return f"{number:.2f}".replace(".", ",")


def shopify(some: list[Sale]) -> str:
    """Further lines of an order have its name and address alone."""
    word = {"paid": "paid", "gone": "voided", "open": "pending"}
    rows: list[list[object]] = []
    for s in some:
        day, mail = iso(s.day) + " +0000", f"p{s.who}@example.org"
        rows.append(
            [
                f"#{1001 + s.number}",
                mail,
                word[s.state],
                day,
                "fulfilled",
                day,
                "EUR",
                s.paid - 5,
                5,
                s.paid,
                0,
                day,
                1,
                "Thing",
                s.paid,
                "S1",
                f"Person {s.who}",
                5_000_000_000 + s.number,
                "",
            ]
        )
        if s.number % 3 == 0:
            rows.append([f"#{1001 + s.number}", mail, *[""] * 9, day, 1, "Other", 3, "S2", "", "", ""])
    return written(
        "Name|Email|Financial Status|Paid at|Fulfillment Status|Fulfilled at|Currency|Subtotal|Shipping|Total|"
        "Discount Amount|Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Billing Name|Id|"
        "Cancelled at",
        rows,
    )


def woocommerce(some: list[Sale]) -> str:
    """Orders with a customer's number."""
    word = {"paid": "completed", "gone": "cancelled", "open": "on-hold"}
    rows = [
        [
            5000 + s.number,
            iso(s.day),
            iso(s.day),
            word[s.state],
            5,
            1,
            s.paid,
            "EUR",
            s.who + 11,
            f"p{s.who}@example.org",
        ]
        for s in some
    ]
    return written(
        "order_id|date|paid_date|status|shipping_total|tax_total|order_total|order_currency|customer_id|billing_email",
        rows,
    )


def stripe(some: list[Sale]) -> str:
    """Payments, with a key of their own in front."""
    word = {"paid": "Paid", "gone": "Failed", "open": "Requires action"}
    rows = [
        [
            f"ch_3{s.number * 7 + 100}Ab",
            iso(s.day),
            s.paid,
            0,
            "eur",
            s.paid,
            "eur",
            round(s.paid / 50, 2),
            word[s.state],
            f"cus_{s.who * 37 + 1000}Xq",
            f"p{s.who}@example.org",
            f"card_{s.who * 3 + 100}",
        ]
        for s in some
    ]
    return written(
        "id|Created date (UTC)|Amount|Amount Refunded|Currency|Converted Amount|Converted Currency|Fee|Status|"
        "Customer ID|Customer Email|Card ID",
        rows,
    )


def paypal(some: list[Sale]) -> str:
    """Payments, and money taken out, which is nobody's purchase."""
    word = {"paid": "Completed", "gone": "Denied", "open": "Pending"}
    rows: list[list[object]] = []
    for s in some:
        day, time, fee = s.day.strftime("%m/%d/%Y"), s.day.strftime("%H:%M:%S"), -round(s.paid / 30, 2)
        rows.append(
            [
                day,
                time,
                "PDT",
                f"Person {s.who}",
                "Express Checkout Payment",
                word[s.state],
                "USD",
                s.paid,
                fee,
                s.paid + fee,
                f"p{s.who}@example.org",
                "shop@example.com",
                f"TX{s.number:08}",
                900 + s.paid,
            ]
        )
        if s.number % 40 == 0:
            rows.append(
                [
                    day,
                    time,
                    "PDT",
                    "",
                    "General Withdrawal",
                    "Completed",
                    "USD",
                    -500,
                    0,
                    -500,
                    "shop@example.com",
                    "",
                    f"WX{s.number:08}",
                    0,
                ]
            )
    return written(
        "Date|Time|TimeZone|Name|Type|Status|Currency|Gross|Fee|Net|From Email Address|To Email Address|"
        "Transaction ID|Balance",
        rows,
    )


def square(some: list[Sale]) -> str:
    """Tills: money with its sign, cards with their last digits."""
    word = {"paid": "Payment", "gone": "Canceled", "open": "Pending"}
    rows = [
        [
            s.day.strftime("%Y-%m-%d"),
            s.day.strftime("%H:%M:%S"),
            f"${s.paid - 3:,.2f}",
            "$0.00",
            f"${s.paid - 3:,.2f}",
            "$3.00",
            "$0.00",
            f"${s.paid:,.2f}",
            "Point of Sale",
            f"T{s.number * 17 + 1000}xY",
            f"P{s.number * 13 + 1000}zW",
            "Visa",
            1000 + s.who * 97 % 9000,
            word[s.state],
            f"CUST{s.who * 11 + 100}",
            f"Person {s.who}",
        ]
        for s in some
    ]
    return written(
        "Date|Time|Gross Sales|Discounts|Net Sales|Tax|Tip|Total Collected|Source|Transaction ID|Payment ID|"
        "Card Brand|PAN Suffix|Event Type|Customer ID|Customer Name",
        rows,
    )


def magento(some: list[Sale]) -> str:
    """Orders whose numbers begin with zeros."""
    word = {"paid": "complete", "gone": "canceled", "open": "processing"}
    rows = [
        [
            f"{s.number + 1:09}",
            "Main Website",
            s.day.strftime("%b %d, %Y %I:%M:%S %p"),
            f"Person {s.who}",
            f"Person {s.who}",
            s.paid,
            s.paid,
            word[s.state],
            f"p{s.who}@example.org",
            s.paid - 5,
            5,
            "checkmo",
            0,
        ]
        for s in some
    ]
    return written(
        "ID|Purchase Point|Purchase Date|Bill-to Name|Ship-to Name|Grand Total (Base)|Grand Total (Purchased)|"
        "Status|Customer Email|Subtotal|Shipping and Handling|Payment Method|Total Refunded",
        rows,
    )


def salesforce(some: list[Sale]) -> str:
    """Opportunities, whose ids are sensitive to letter case."""
    word = {"paid": "Closed Won", "gone": "Closed Lost", "open": "Negotiation/Review"}
    rows = [
        [
            f"0065g00000{s.number * 7 + 1000:04}AbC",
            f"Deal {s.number}",
            f"0015g00000{s.who * 3 + 1000:04}XyZ",
            f"Firm {s.who}",
            s.paid,
            s.day.strftime("%m/%d/%Y"),
            (s.day - timedelta(30)).strftime("%m/%d/%Y"),
            word[s.state],
            "New Business" if s.number % 2 else "Existing Business",
        ]
        for s in some
    ]
    return written(
        "Opportunity ID|Opportunity Name|Account ID|Account Name|Amount|Close Date|Created Date|Stage|Type", rows
    )


def hubspot(some: list[Sale]) -> str:
    """Deals, with the contact's record."""
    word = {"paid": "Closed won", "gone": "Closed lost", "open": "Contract sent"}
    rows = [
        [
            9_000_000_000 + s.number * 37,
            f"Deal {s.number}",
            word[s.state],
            s.day.strftime("%Y-%m-%d %H:%M"),
            s.paid,
            51_000_000_000 + s.who * 37,
            "Sales",
            (s.day - timedelta(20)).strftime("%Y-%m-%d %H:%M"),
        ]
        for s in some
    ]
    return written("Record ID|Deal Name|Deal Stage|Close Date|Amount|Associated Contact IDs|Pipeline|Create Date", rows)


def sap(some: list[Sale]) -> str:
    """Billing documents: abbreviations, zeros in front, a decimal comma."""
    word = {"paid": "C", "gone": "C", "open": "C"}
    rows = [
        [
            f"{s.number + 90_000_000:010}",
            s.day.strftime("%Y%m%d"),
            f"{s.who * 13 + 100_000:010}",
            comma(s.paid),
            "EUR",
            "1000",
            word[s.state],
        ]
        for s in some
        if s.state == "paid"
    ]
    return written("VBELN|FKDAT|KUNNR|NETWR|WAERK|VKORG|GBSTK", rows, ";")


def datev(some: list[Sale]) -> str:
    """Postings of debtors: the side of the account says whether they owe more or less."""
    rows = [
        [
            10_000 + s.who * 7,
            f"Firma {s.who}",
            s.day.strftime("%d.%m.%Y"),
            f"RE{s.number + 1000}",
            comma(s.paid),
            "S" if s.state == "paid" else "H",
        ]
        for s in some
    ]
    return written("Konto|Name|Belegdatum|Rechnungsnr.|Betrag|Soll/Haben-Kennzeichen", rows, ";")


def amazon(some: list[Sale]) -> str:
    """Orders, tab-separated, with hidden addresses."""
    word = {"paid": "Shipped", "gone": "Cancelled", "open": "Pending"}
    rows = [
        [
            f"302-{s.number * 7919 % 9_000_000 + 1_000_000}-{s.number * 104_729 % 9_000_000 + 1_000_000}",
            s.day.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            s.day.strftime("%Y-%m-%dT%H:%M:%S+00:00"),
            word[s.state],
            "Amazon",
            "Thing",
            f"SKU-{s.number % 20}",
            1,
            "EUR",
            s.paid,
            1,
            f"x{s.who * 37}@marketplace.example",
            "Ulm",
            "DE",
        ]
        for s in some
    ]
    return written(
        "amazon-order-id|purchase-date|last-updated-date|order-status|fulfillment-channel|product-name|sku|"
        "quantity|currency|item-price|item-tax|buyer-email|ship-city|ship-country",
        rows,
        "\t",
    )


def ebay(some: list[Sale]) -> str:
    """Orders with the buyer's name there."""
    word = {"paid": "Paid", "gone": "Cancelled", "open": "Awaiting payment"}
    rows = [
        [
            s.number + 100,
            f"12-{s.number + 10_000}-{s.number * 7 + 10_000}",
            f"user_{s.who}",
            f"Person {s.who}",
            f"{110_000_000_000 + s.number % 30}",
            "Thing",
            1,
            f"${s.paid:.2f}",
            "$0.00",
            f"${s.paid:.2f}",
            word[s.state],
            s.day.strftime("%b %d, %Y"),
            s.day.strftime("%b %d, %Y"),
        ]
        for s in some
    ]
    return written(
        "Sales Record Number|Order Number|Buyer Username|Buyer Name|Item Number|Item Title|Quantity|Sold For|"
        "Shipping And Handling|Total Price|Order Status|Sale Date|Paid On Date",
        rows,
    )


def alipay(some: list[Sale]) -> str:
    """Payments with the counterparty's name."""
    word = {"paid": "交易成功", "gone": "交易关闭", "open": "等待买家付款"}
    rows = [
        [
            f"2024010100000000{s.number:04}",
            f"T{s.number + 1000}",
            iso(s.day),
            iso(s.day),
            f"客户{s.who:03}",
            s.paid,
            "收入",
            word[s.state],
        ]
        for s in some
    ]
    return written("交易号|商家订单号|交易创建时间|付款时间|交易对方|金额|收/支|交易状态", rows)


SYSTEMS = {
    maker.__name__: maker
    for maker in (
        shopify,
        woocommerce,
        stripe,
        paypal,
        square,
        magento,
        salesforce,
        hubspot,
        sap,
        datev,
        amazon,
        ebay,
        alipay,
    )
}


def klaviyo() -> str:
    """A row per profile."""
    rows = [
        [
            f"01H{w * 7919 % 99_999:05}QX",
            f"p{w}@example.org",
            f"Ann{w}",
            f"+49 151 {1_000_000 + w * 77}",
            "DE",
            "SUBSCRIBED" if w % 2 else "NEVER_SUBSCRIBED",
            "2024-01-05 10:00:00",
            round(100 + w * 7.3, 2),
            w % 9 + 1,
            f"2024-0{w % 9 + 1}-11 10:00:00",
        ]
        for w in range(90)
    ]
    return written(
        "Klaviyo ID|Email|First Name|Phone Number|Country|Email Marketing Consent|Profile Created On|"
        "Total Customer Lifetime Value|Historic Number Of Orders|Date Of Last Order",
        rows,
    )


def mailchimp() -> str:
    """A row per subscriber."""
    rows = [
        [
            f"p{w}@example.org",
            f"Ann{w}",
            w % 5 + 1,
            f"2024-01-{w % 28 + 1:02} 10:00:00",
            "DE",
            400_000_000 + w * 37,
            f"ab{w * 7919 % 99_999:05}ef",
            w % 17 + 1,
            round(20 + w * 3.3, 2),
        ]
        for w in range(90)
    ]
    return written("Email Address|First Name|MEMBER_RATING|OPTIN_TIME|CC|LEID|EUID|Orders|Spend", rows)


def hubspot_contacts() -> str:
    """A row per contact, of companies that repeat."""
    rows = [
        [
            51_000_000_037 + w * 37,
            f"Ann{w}",
            f"p{w}@example.org",
            f"+49 151 {1_000_000 + w * 77}",
            "customer",
            f"2024-0{w % 9 + 1}-11 10:00",
            100_000 + w % 40 * 1000,
            w % 17 + 1,
            8_000_000_000 + w % 30,
        ]
        for w in range(90)
    ]
    return written(
        "Record ID|First Name|Email|Phone Number|Lifecycle Stage|Create Date|Annual Revenue|Number of Sessions|"
        "Associated Company ID",
        rows,
    )


CUSTOMERS = {
    "klaviyo": (klaviyo, "Klaviyo ID"),
    "mailchimp": (mailchimp, "LEID"),
    "hubspot": (hubspot_contacts, "Record ID"),
}
"""Tables of a row per customer, with the column that is the id."""
