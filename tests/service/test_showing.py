from coterie.service.shelf import Shelf
from coterie.service.showing import health, segments


def test_segments_have_their_permanent_ids_names_and_shares(served):
    [said] = segments([served])["artefacts"]
    assert (said["alias"], said["artefact"], said["id"]) == ("bank", served.artefact, "customer_id")
    assert [each["id"] for each in said["segments"]] == list(served.scorer.description.ids)
    assert abs(sum(each["share_at_training"] for each in said["segments"]) - 1) < 1e-9
    assert {each["name"]: each["type"] for each in said["features"]}["card_type"] == "categorical"


def test_health_says_which_file_could_not_be_loaded(saved_bank, tmp_path):
    (tmp_path / "b.coterie").write_bytes(saved_bank.read_bytes())
    shelf = Shelf({"b": tmp_path / "b.coterie"})
    assert [each["stale"] for each in health(shelf)["artefacts"]] == [False]
    (tmp_path / "b.coterie").write_bytes(b"garbage")
    shelf.look(lambda *_: None)
    assert [each["stale"] for each in health(shelf)["artefacts"]] == [True]
