"""The only code that touches all customers: in memory, or batch by batch."""

from coterie.engines.by_customer import ByCustomer
from coterie.engines.clustered import Clustered, Placed, cluster
from coterie.engines.engine import Engine, Progress
from coterie.engines.starting import Plan, start
from coterie.options.options import EngineName

__all__ = ["ByCustomer", "Clustered", "Engine", "EngineName", "Placed", "Plan", "Progress", "cluster", "start"]
