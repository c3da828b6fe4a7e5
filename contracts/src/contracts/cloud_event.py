"""The CloudEvents 1.0 envelope with the NL GOV profile 1.1."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from contracts.shapes import Instant

Text = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]+$", max_length=255)]
Address = Annotated[str, Field(pattern=r"^[\x21-\x7e]+$", max_length=255)]
ExtensionName = Annotated[str, Field(pattern=r"^[a-z0-9]{1,40}$")]
LongText = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f-\x9f]*$", max_length=4096)]
Whole = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Extension = LongText | Whole | bool


class CloudEvent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow", use_attribute_docstrings=True)
    __pydantic_extra__: dict[ExtensionName, Extension | None]

    specversion: Literal["1.0"] = "1.0"
    id: Text
    source: Address
    type: Address
    time: Instant | None = None
    """When the event was logged; when it happened stands in the data."""
    subject: Text | None = None
    datacontenttype: Text | None = "application/json"
    dataschema: Address | None = None
    partitionkey: Text | None = None
    sequence: Text | None = None
    traceparent: Text | None = None
    tracestate: LongText | None = None
    correlationid: Text | None = None
    causationid: Text | None = None
    dataclassification: Text | None = None
    data: dict[str, Any] | None = None
