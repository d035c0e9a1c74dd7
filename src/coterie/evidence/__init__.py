"""How much the segments deserve belief: is there structure, which K, how stable, which features earn their place."""

from coterie.evidence.audit import Audit, ClearerSubset, FeatureAudit, audit
from coterie.evidence.borders import Border, find_borders
from coterie.evidence.card import KCard, KRow, k_card
from coterie.evidence.case import Case, build_case
from coterie.evidence.cautions import CODES, Caution
from coterie.evidence.choice import KChoice, choose_k, given_k
from coterie.evidence.descriptors import DescriptorTest, descriptor_tests
from coterie.evidence.elbow import kneedle
from coterie.evidence.inputs import Customers, prepared_customers
from coterie.evidence.judging import Judgement, judge, judge_case
from coterie.evidence.keeping import keep, reworded
from coterie.evidence.kept import Evidence
from coterie.evidence.plans import PLANS
from coterie.evidence.recommendation import Limits, Recommendation, recommend
from coterie.evidence.stability import SegmentStability, Stability
from coterie.evidence.structure import Placebo, Structure, structure_test
from coterie.evidence.support import Support
from coterie.evidence.verdict import Verdict

__all__ = [
    "CODES",
    "PLANS",
    "Audit",
    "Border",
    "Case",
    "Caution",
    "ClearerSubset",
    "Customers",
    "DescriptorTest",
    "Evidence",
    "FeatureAudit",
    "Judgement",
    "KCard",
    "KChoice",
    "KRow",
    "Limits",
    "Placebo",
    "Recommendation",
    "SegmentStability",
    "Stability",
    "Structure",
    "Support",
    "Verdict",
    "audit",
    "build_case",
    "choose_k",
    "descriptor_tests",
    "find_borders",
    "given_k",
    "judge",
    "judge_case",
    "k_card",
    "keep",
    "kneedle",
    "prepared_customers",
    "recommend",
    "reworded",
    "structure_test",
]
