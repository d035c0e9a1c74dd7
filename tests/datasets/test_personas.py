import numpy as np
import pytest

from coterie.datasets.personas import PERSONAS


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_the_spread_holds_the_deviations_and_correlations_described(persona):
    covariance = persona.spread @ persona.spread.T
    sd = np.sqrt(np.diag(covariance))
    assert sd == pytest.approx([persona.age.sd, persona.income.sd, persona.spending.sd, persona.credit.sd])
    correlation = covariance / np.outer(sd, sd)
    assert correlation[np.triu_indices(4, 1)] == pytest.approx(list(persona.correlations))
