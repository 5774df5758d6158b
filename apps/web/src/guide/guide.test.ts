import { beforeEach, describe, expect, it } from "vitest";
import { advance, begin, end, guide, readGuide } from "./guide.ts";

beforeEach(() => guide.setState({ at: "new" }, true));

describe("the newcomer's walk", () => {
  it("goes step by step through one flow, and a step that is behind moves it no more", () => {
    begin("f");
    expect(guide.getState()).toEqual({ at: "look", flow: "f" });
    advance("look");
    advance("look");
    expect(guide.getState()).toEqual({ at: "change", flow: "f" });
    advance("change");
    advance("try");
    advance("after");
    expect(guide.getState()).toEqual({ at: "after", flow: "f" });
    end();
    expect(guide.getState()).toEqual({ at: "over" });
  });

  it("nothing moves before it has begun", () => {
    advance("look");
    expect(guide.getState()).toEqual({ at: "new" });
  });

  it("what another version kept, or somebody wrote by hand, begins anew", () => {
    for (const kept of [null, "{", "[]", "7", '{"at":"look"}', '{"at":"fly","flow":"f"}'])
      expect(readGuide(kept)).toEqual({ at: "new" });
    expect(readGuide('{"at":"try","flow":"f"}')).toEqual({ at: "try", flow: "f" });
    expect(readGuide('{"at":"over"}')).toEqual({ at: "over" });
  });
});
