"""Every test of clustering runs with the C++ kernels and with their NumPy twin."""

import pytest
from threadpoolctl import threadpool_limits

from coterie.clustering import engine


@pytest.fixture(scope="session", autouse=True)
def _one_thread_for_the_oracle():
    with threadpool_limits(1):  # scikit-learn's threads spin, which takes minutes on a busy machine
        yield


@pytest.fixture(scope="module", params=["kernels", "numpy"], autouse=True)
def which_engine(request):
    if request.param == "kernels" and engine._built() is None:
        pytest.skip("the C++ kernels are not built here: the twin is tested alone")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "numpy":
            patch.setenv(engine.SWITCH, "numpy")
        else:
            patch.delenv(engine.SWITCH, raising=False)
        yield request.param
