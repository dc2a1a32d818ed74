"""Run as a process of its own: a workbook on the standard input, its sheets on the standard output. See `sheet_values`."""

import io
import pickle
import sys

from danvan.documents.sheet.values import sheets_of

if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps(sheets_of(io.BytesIO(sys.stdin.buffer.read()))))
