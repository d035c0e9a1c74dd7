"""Every error a person can meet, built in one place so that it reads the same everywhere.

A message says what is wrong, with the value, the nearest right answer, and what to do next. It fits on one line. The
command prints it after ``error:`` and leaves with the exit code of its kind.

The kinds are here, to be caught: `coterie.errors.ColumnNotFound`. What makes a message stands in a module by what it is
about, and is called by it: ``raise errors.columns.unknown_column(...)``.
"""

from coterie.errors import audiences as audiences
from coterie.errors import choosing as choosing
from coterie.errors import clusters as clusters
from coterie.errors import columns as columns
from coterie.errors import criteria as criteria
from coterie.errors import customers as customers
from coterie.errors import databases as databases
from coterie.errors import history as history
from coterie.errors import libraries as libraries
from coterie.errors import monitoring as monitoring
from coterie.errors import questions as questions
from coterie.errors import reading as reading
from coterie.errors import serving as serving
from coterie.errors import streaming as streaming
from coterie.errors import studio as studio
from coterie.errors import transactions as transactions
from coterie.errors import voices as voices
from coterie.errors import writing as writing
from coterie.errors.hiding import hide as hide
from coterie.errors.kinds import AccessDenied as AccessDenied
from coterie.errors.kinds import ArtefactError as ArtefactError
from coterie.errors.kinds import ArtefactNotFound as ArtefactNotFound
from coterie.errors.kinds import CatalogueError as CatalogueError
from coterie.errors.kinds import ColumnNotFound as ColumnNotFound
from coterie.errors.kinds import ColumnRefused as ColumnRefused
from coterie.errors.kinds import CoterieError as CoterieError
from coterie.errors.kinds import CriterionError as CriterionError
from coterie.errors.kinds import CustomerNotFound as CustomerNotFound
from coterie.errors.kinds import DataRefused as DataRefused
from coterie.errors.kinds import Drifted as Drifted
from coterie.errors.kinds import EmptySource as EmptySource
from coterie.errors.kinds import HistoryTooNew as HistoryTooNew
from coterie.errors.kinds import InputError as InputError
from coterie.errors.kinds import LibraryMissing as LibraryMissing
from coterie.errors.kinds import MissingColumns as MissingColumns
from coterie.errors.kinds import NeedsAnswer as NeedsAnswer
from coterie.errors.kinds import NoFeatures as NoFeatures
from coterie.errors.kinds import NotCustomers as NotCustomers
from coterie.errors.kinds import OptionError as OptionError
from coterie.errors.kinds import OutOfMemory as OutOfMemory
from coterie.errors.kinds import OutputError as OutputError
from coterie.errors.kinds import OutputExists as OutputExists
from coterie.errors.kinds import QueryError as QueryError
from coterie.errors.kinds import RunNotFound as RunNotFound
from coterie.errors.kinds import ScoringWarning as ScoringWarning
from coterie.errors.kinds import SourceNotFound as SourceNotFound
from coterie.errors.kinds import SourceTooLarge as SourceTooLarge
from coterie.errors.kinds import SourceUnreachable as SourceUnreachable
from coterie.errors.kinds import SourceUnreadable as SourceUnreadable
from coterie.errors.kinds import TargetUnreachable as TargetUnreachable
from coterie.errors.kinds import TooFewCustomers as TooFewCustomers
from coterie.errors.wording import nearest as nearest
