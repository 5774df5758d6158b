/** Reports of the figures: scheduled, sent, and kept as they were made. */
import { createRoute, z } from "@hono/zod-openapi";
import { idSchema } from "@switchyard/flow";
import { jsonBody } from "../http/body.ts";
import { byId, DONE, done, json, jsonRequest, pageQuery } from "../http/schemas/common.ts";
import * as schema from "../http/schemas/reports.ts";
import { MEGABYTE } from "../refusal/too-large.ts";
import {
  getReport,
  listReports,
  listSchedules,
  putSchedule,
  removeSchedule,
  type ScheduleInput,
  sendNow,
} from "../verbs/reports.ts";
import { apiApp, type Get } from "./api-app.ts";

const params = z.object({ id: idSchema });

const schedules = createRoute({
  method: "get",
  path: "/report-schedules",
  summary: "Reports that are made and sent by themselves, with what became of the last one",
  responses: { 200: json(schema.schedules, "Schedules, as they were added") },
});
const put = createRoute({
  method: "put",
  path: "/report-schedules/{id}",
  summary: "Adds a scheduled report, or replaces the one of this id",
  middleware: [jsonBody(MEGABYTE / 16)] as const,
  request: { params, body: jsonRequest(schema.scheduleInput) },
  responses: { 200: done },
  "x-problems": ["invalid_report", "too_many_reports"],
});
const remove = createRoute({
  method: "delete",
  path: "/report-schedules/{id}",
  summary: "Ends a scheduled report; those that were made stay",
  request: { params },
  responses: { 200: done },
  "x-problems": ["report_not_found"],
});
const send = createRoute({
  method: "post",
  path: "/report-schedules/{id}/send",
  summary: "Makes the report now and sends it to its receivers; its turns stay where they are",
  request: { params },
  responses: { 200: json(schema.reportListed, "The report that was made") },
  "x-problems": ["report_not_found"],
});
const list = createRoute({
  method: "get",
  path: "/reports",
  summary: "Reports that were made, newest first",
  request: { query: z.object(pageQuery) },
  responses: { 200: json(schema.reports, "A page of reports") },
});
const get = createRoute({
  method: "get",
  path: "/reports/{id}",
  summary: "A report as it was made: later news change nothing of it",
  request: byId,
  responses: { 200: json(schema.keptReport, "The report") },
  "x-problems": ["report_not_found"],
});

export const reportRoutes = (ctx: Get) =>
  apiApp()
    .openapi(schedules, async (c) => c.json(await listSchedules(ctx(c)), 200))
    .openapi(put, async (c) => {
      // What is absent is absent: the schema gives it no value.
      await putSchedule(ctx(c), c.req.valid("param").id, c.req.valid("json") as ScheduleInput);
      return c.json(DONE, 200);
    })
    .openapi(remove, async (c) => {
      await removeSchedule(ctx(c), c.req.valid("param").id);
      return c.json(DONE, 200);
    })
    .openapi(send, async (c) => c.json(await sendNow(ctx(c), c.req.valid("param").id, c.req.raw.signal), 200))
    .openapi(list, async (c) => c.json(await listReports(ctx(c), c.req.valid("query")), 200))
    .openapi(get, async (c) => c.json(await getReport(ctx(c), c.req.valid("param").id), 200));
