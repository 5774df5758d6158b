import { expect, test } from "vitest";
import * as names from "./index.ts";

test("the public names are these", () => {
  expect(Object.keys(names).sort()).toEqual(
    [
      ...["AT", "CANCELLED", "CHANGE_KINDS", "FLOWS_LIVE", "FOLLOWING", "ID", "KEY_A", "KEY_B", "ODD"],
      ...["addFigures", "addSweeps"],
      ...[
        "chunkOf",
        "chunkOfLists",
        "chunkOfTexts",
        "columnOf",
        "createReplay",
        "createRerun",
        "createSweep",
        "eventsOf",
        "hasBit",
        "isStoredFact",
      ],
      ...[
        "missingColumn",
        "valueAt",
        "CHUNK_ROWS",
        "FIRST_CHUNK_ROWS",
        "COLUMNS_VERSION",
        "readColumns",
        "writeColumns",
      ],
    ].sort(),
  );
});
