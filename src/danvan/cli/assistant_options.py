"""The options of the assistant. Its key is taken from the environment only: a command line is seen by everybody."""

import os
from typing import Annotated

import typer

from danvan.assistant.address import Settings
from danvan.kernel.said import mark

KEY_VARIABLE = "DANVAN_ASSISTANT_KEY"

ASSISTANT = Annotated[
    str,
    typer.Option(
        "--assistant",
        metavar="URL",
        envvar="DANVAN_ASSISTANT_URL",
        help=mark(
            "A language model of your own (OpenAI-compatible, as http://127.0.0.1:8080/v1) may propose what unmapped figures"
            " are. Off without it. DANVAN_ASSISTANT_URL sets it, DANVAN_ASSISTANT_KEY its key."
        ),
    ),
]
MODEL = Annotated[
    str,
    typer.Option(
        "--assistant-model",
        metavar="NAME",
        envvar="DANVAN_ASSISTANT_MODEL",
        help=mark("The model the assistant's server uses."),
    ),
]
ANSWER_LIMIT = Annotated[
    float,
    typer.Option(
        "--assistant-time",
        metavar="SECONDS",
        envvar="DANVAN_ASSISTANT_TIME",
        min=0.1,
        help=mark("How long to wait for each answer of the assistant; 60 seconds, if left out."),
    ),
]
ANYWHERE = Annotated[
    bool,
    typer.Option(
        "--assistant-anywhere",
        help=mark("Allow an assistant outside this machine and its private network: sentences of reports go there."),
    ),
]


def settings_of(url: str, model: str, limit: float, *, anywhere: bool) -> Settings:
    """The settings, with the key of the environment."""
    return Settings(url.strip(), model, os.environ.get(KEY_VARIABLE, ""), limit, anywhere)
