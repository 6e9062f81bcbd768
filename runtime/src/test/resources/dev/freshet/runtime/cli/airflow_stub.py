"""Stands for Airflow where it cannot be had: reads the file of a DAG and prints its tasks as JSON.

Arguments: the version of Airflow, 2 or 3, and the file. The modules are those of that version alone. The classes take
the arguments that those of Airflow take, and refuse all others. What Airflow treats as a template is rendered: by
Jinja if it is there, else only the two expressions that are written for texts which are no templates.
"""

import datetime
import json
import re
import sys
import types

VERSION = sys.argv[1]
KEY = re.compile(r"^[\w.-]+$")
DAGS = []


def key(value):
    if not KEY.match(value) or len(value) > 250:
        raise ValueError("not a key: " + value)
    return value


def rendered(value, endings):
    if isinstance(value, (list, tuple)):
        return [rendered(each, endings) for each in value]
    if any(value.endswith(ending) for ending in endings):
        raise ValueError("names a file with a template: " + value)
    try:
        import jinja2
    except ImportError:
        marks = {"{{ '{' }}": "{", "{{ '' }}": ""}
        return re.sub(r"\{\{ '\{?' \}\}", lambda found: marks[found.group()], value)
    return jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(value).render()


class DAG:
    def __init__(self, dag_id, *, schedule, start_date, catchup, max_active_runs, max_active_tasks=16):
        assert start_date.tzinfo is not None and schedule is None or isinstance(schedule, str)
        self.about = {"id": key(dag_id), "schedule": schedule, "catchup": catchup, "most": max_active_tasks}
        self.tasks = {}
        DAGS.append(self)

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        pass


class Operator:
    def __init__(self, task_id, *, retries=None, execution_timeout=None, pool="default_pool", pool_slots=1):
        assert execution_timeout is None or isinstance(execution_timeout, datetime.timedelta)
        tasks = DAGS[-1].tasks
        if key(task_id) in tasks:
            raise ValueError("there are two tasks " + task_id)
        tasks[task_id] = self
        self.upstream = set()
        self.about = {
            "name": task_id,
            "retries": retries,
            "timeout": execution_timeout and execution_timeout.total_seconds(),
            "pool": pool,
            "slots": pool_slots,
        }
        self.task_id = task_id

    def __rrshift__(self, others):
        self.upstream |= {each.task_id for each in others}
        return self


class BashOperator(Operator):
    def __init__(self, *, task_id, bash_command, cwd=None, **others):
        super().__init__(task_id, **others)
        endings = (".sh", ".bash")
        self.about["words"] = ["bash", "-c", rendered(bash_command, endings)]
        self.about["directory"] = cwd and rendered(cwd, endings)


class KubernetesPodOperator(Operator):
    def __init__(
        self, *, task_id, name, image, arguments, container_resources, cmds=None, env_vars=None, **others
    ):
        super().__init__(task_id, **others)
        endings = (".json", ".yaml", ".yml")
        assert re.match(r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", name) and len(name) <= 63
        self.about["words"] = rendered(cmds or [], endings) + rendered(arguments, endings)
        self.about["image"] = rendered(image, endings)
        self.about["env"] = env_vars or {}
        self.about["resources"] = container_resources


def module(name, **content):
    made = types.ModuleType(name)
    made.__dict__.update(content)
    made.__path__ = []
    sys.modules[name] = made


if VERSION == "3":
    module("airflow")
    module("airflow.sdk", DAG=DAG)
    module("airflow.providers")
    module("airflow.providers.standard")
    module("airflow.providers.standard.operators")
    module("airflow.providers.standard.operators.bash", BashOperator=BashOperator)
else:
    module("airflow", DAG=DAG)
    module("airflow.operators")
    module("airflow.operators.bash", BashOperator=BashOperator)
    module("airflow.providers")
module("airflow.providers.cncf")
module("airflow.providers.cncf.kubernetes")
module("airflow.providers.cncf.kubernetes.operators")
module("airflow.providers.cncf.kubernetes.operators.pod", KubernetesPodOperator=KubernetesPodOperator)
module("kubernetes")
module("kubernetes.client")
module(
    "kubernetes.client.models",
    V1ResourceRequirements=lambda requests, limits=None: {"requests": requests, "limits": limits or {}},
)
sys.modules["kubernetes.client"].models = sys.modules["kubernetes.client.models"]

with open(sys.argv[2], encoding="utf-8") as file:
    source = file.read()
exec(compile(source, sys.argv[2], "exec"), {"__name__": "dag"})
(dag,) = DAGS
tasks = [dict(task.about, upstream=sorted(task.upstream)) for task in dag.tasks.values()]
print(json.dumps(dict(dag.about, tasks=tasks)))
