// Prints the errors and warnings that the official parser has for a document.
const { readFileSync } = require("node:fs");
const { Parser } = require("@asyncapi/parser");

const WARNING = 1; // beyond it come recommendations, such as a newer AsyncAPI

new Parser().parse(readFileSync(process.argv[2], "utf8")).then(({ document, diagnostics }) => {
  const serious = diagnostics.filter(({ severity }) => severity <= WARNING);
  for (const { code, message, path } of serious) {
    console.log(`${code} at ${path.join(".")}: ${message}`);
  }
  process.exitCode = document && serious.length === 0 ? 0 : 1;
});
