// Work out workbooks that stand on standard input as JSON, and print every cell's value as JSON.
//
// In:  [{"sheet name": [["'text", 3, true, null, "=A1&1"], …], …}, …], one object a workbook.
// Out: {"values": [{"sheet name": [["text", …], …]}, …], "unsupported": [["FUNCTION", …], …]}, in the same order; an
//      error is {"error": "#N/A"}.
"use strict";

const { readFileSync } = require("node:fs");
const { DetailedCellError, HyperFormula } = require("hyperformula");

// As the page "Compatibility with Microsoft Excel" of its documentation sets it up.
const AS_EXCEL = {
  licenseKey: "gpl-v3",
  localeLang: "en-US",
  functionArgSeparator: ",",
  decimalSeparator: ".",
  thousandSeparator: "",
  arrayColumnSeparator: ",",
  arrayRowSeparator: ";",
  accentSensitive: true,
  caseSensitive: false,
  ignorePunctuation: false,
  matchWholeCell: true,
  useWildcards: true,
  useRegularExpressions: false,
  useArrayArithmetic: true,
  evaluateNullToZero: true,
  smartRounding: true,
  precisionRounding: 14,
  ignoreWhiteSpace: "any",
  leapYear1900: true,
  nullDate: { year: 1899, month: 12, day: 31 },
};

// It has the functions TRUE() and FALSE() alone; files write the words.
const TRUTH = [
  { name: "TRUE", expression: "=TRUE()" },
  { name: "FALSE", expression: "=FALSE()" },
];

const FUNCTION = /"(?:[^"]|"")*"|'(?:[^']|'')*'|([A-Z][A-Z0-9.]*)\(/g;

function unsupported(sheets) {
  const found = new Set();
  const known = new Set(HyperFormula.getRegisteredFunctionNames("enGB"));
  for (const row of Object.values(sheets).flat()) {
    for (const cell of row) {
      if (typeof cell !== "string" || !cell.startsWith("=")) continue;
      for (const [, name] of cell.matchAll(FUNCTION)) {
        if (name && !known.has(name)) found.add(name);
      }
    }
  }
  return [...found].sort();
}

function plain(value) {
  return value instanceof DetailedCellError ? { error: value.value } : value;
}

function recalculated(sheets) {
  const engine = HyperFormula.buildFromSheets(sheets, AS_EXCEL, TRUTH);
  const values = engine.getAllSheetsValues();
  engine.destroy();
  return Object.fromEntries(
    Object.entries(values).map(([name, rows]) => [name, rows.map((row) => row.map(plain))]),
  );
}

const workbooks = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(
  JSON.stringify({ values: workbooks.map(recalculated), unsupported: workbooks.map(unsupported) }),
);
