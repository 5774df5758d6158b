import { describe, expect, test } from "vitest";
import { readAnswer } from "./connection.ts";

const head = (more: string) => `HTTP/1.1 201 Created\r\n${more}\r\n\r\n`;

describe("an answer in the stream", () => {
  test("is read whole by its length, and what follows is left", () => {
    const text = `${head("Content-Length: 4")}body`;
    expect(readAnswer(`${text}HTTP/1.1 2`)).toEqual({ status: 201, body: "body", end: text.length });
  });
  test("is waited for at every place where it can be cut", () => {
    for (const text of [
      `${head("Content-Length: 4")}body`,
      `${head("Transfer-Encoding: chunked")}4\r\nbody\r\n0\r\n\r\n`,
    ]) {
      for (let end = 0; end < text.length; end += 1) expect(readAnswer(text.slice(0, end))).toBeNull();
      expect(readAnswer(text)).toMatchObject({ body: "body", end: text.length });
    }
  });
});
