from coterie.audiences.platforms import CONTACTS, PLATFORMS


def test_every_platform_has_its_headers_in_their_order():
    headers = {name: [field.header for field in each.fields] for name, each in PLATFORMS.items()}
    assert headers == {
        "google": ["Email", "Phone", "First Name", "Last Name", "Country", "Zip"],
        "meta": ["email", "phone", "fn", "ln", "ct", "st", "zip", "country", "dob", "gen", "madid"],
        "linkedin": ["email"],
    }


def test_only_what_a_platform_wants_plain_is_not_hashed():
    plain = {(name, field.contact) for name, each in PLATFORMS.items() for field in each.fields if field.plain}
    assert plain == {("google", "country"), ("google", "zip"), ("meta", "device")}


def test_every_contact_detail_is_one_that_can_be_named():
    assert {field.contact for each in PLATFORMS.values() for field in each.fields} == set(CONTACTS)
    assert {name: each.least for name, each in PLATFORMS.items()} == {"google": 0, "meta": 100, "linkedin": 300}
