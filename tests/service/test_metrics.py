from coterie.service.metrics import Metrics


def test_what_is_counted_is_told(served):
    metrics = Metrics()
    metrics.request("/v1/score", 413, 0.02)
    metrics.customers("bank", 7)
    metrics.swap("bank", "swapped")
    text = metrics.text([served]).decode()
    assert 'coterie_requests_total{route="/v1/score",status="413"} 1.0' in text
    assert 'coterie_customers_total{alias="bank"} 7.0' in text
    assert 'coterie_swaps_total{alias="bank",outcome="swapped"} 1.0' in text
    assert f'coterie_artefact{{alias="bank",artefact="{served.artefact}"}} 1.0' in text
    assert "coterie_artefact{" not in metrics.text([]).decode()
    assert "process_resident_memory_bytes" in text
