"""Where the local runtime keeps its things, below the checkout."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
KAFKA_LOCK = ROOT / "deploy" / "local" / "kafka.lock"
CACHE = ROOT / ".cache"
RUNTIME = ROOT / ".runtime"
