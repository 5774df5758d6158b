/** Scenarios of a tester who has read semantics.md alone: summer time, other zones, holidays and make-up days, schedules, working time, counters and breakers. */
import { type Case, scenario, type Told } from "./case.ts";
import type { Scenario } from "./scenario.ts";

const NY = "America/New_York";
const wave = (when: string, rate: number, name = "W1", more: [string?] = []): Told => [
  when,
  "WaveProgress",
  "",
  { wave: name, rate },
  ...more,
];
const complaint = (when: string, data: Record<string, unknown>, arrives = when): Told => [
  when,
  "Complaint",
  "",
  { batch: "B7", ...data },
  arrives,
];
const check = (when: string, value: number, machine = "M1", arrives = when): Told => [
  when,
  "Check",
  "",
  { machine, value },
  arrives,
];
const conflicts = (count: number, channel: string, at: (n: number) => string): Told[] =>
  Array.from({ length: count }, (_, n): Told => [at(n), "StateConflict", `${channel}${n}`, { channel }]);
const two = (n: number) => String(n).padStart(2, "0");

const CASES: Case[] = [
  // Summer time and zones
  { id: "D-autumn", rules: ["Y-any-date"], zh: "柏林10月25日有25小时：三天仍按日历，25日当地零点起", zone: "Europe/Berlin",
    events: [["2026-10-24T12:00:00+02:00", "OrderCreated", "A1", { due: "2026-10-28" }]], until: "2026-10-26T00:00:00+01:00", expect: [{ effect: "soon", order: "A1", at: "2026-10-25T00:00:00+02:00" }], not: [{ effect: "soon" }] },
  { id: "D-72h", rules: ["Y-any-date"], zh: "带时刻的交期按走过的小时：纽约春天之夜仍是72小时整", zone: NY,
    events: [["2026-03-07T10:00:00-05:00", "OrderCreated", "A1", { due: "2026-03-10T11:00:00-04:00" }], ["2026-03-07T10:00:00-05:00", "OrderCreated", "A2", { due: "2026-03-10T11:00:01-04:00" }]], until: "2026-03-07T12:00:00-05:00",
    expect: [{ effect: "soon", order: "A1", at: "2026-03-07T10:00:00-05:00" }, { effect: "soon", order: "A2", at: "2026-03-07T10:00:01-05:00" }], not: [{ effect: "soon", order: "A2", before: "2026-03-07T10:00:01-05:00" }] },
  { id: "D-twice", rules: ["Y-at-0130"], zh: "纽约11月1日01:30有两次：每天一次的定时只响一次", zone: NY,
    events: [["2026-10-31T12:00:00-04:00", "OrderCreated", "A1", {}]], until: "2026-11-02T12:00:00-05:00", expect: [{ effect: "ring", order: "A1", at: "2026-11-01T01:30:00-04:00" }, { effect: "ring", order: "A1", at: "2026-11-02T01:30:00-05:00" }], not: [{ effect: "ring" }] },
  { id: "D-gap", rules: ["Y-at-0230"], zh: "[R5] 纽约3月8日没有02:30：那天钟拨过去之后响一次，不提前、不漏、不多", zone: NY,
    events: [["2026-03-07T12:00:00-05:00", "OrderCreated", "A1", {}]], until: "2026-03-09T12:00:00-04:00", expect: [{ effect: "ring", order: "A1", at: "2026-03-08T03:30:00-04:00" }, { effect: "ring", order: "A1", at: "2026-03-09T02:30:00-04:00" }], not: [{ effect: "ring" }] },
  { id: "D-gap-midnight", rules: ["Y-at-0030"], zh: "[R5] 开罗4月24日零点跳到1点：00:30的定时在1:30响，仍是24日", zone: "Africa/Cairo",
    events: [["2026-04-23T12:00:00+02:00", "OrderCreated", "A1", {}]], until: "2026-04-25T12:00:00+03:00", expect: [{ effect: "ring", order: "A1", at: "2026-04-24T01:30:00+03:00" }, { effect: "ring", order: "A1", at: "2026-04-25T00:30:00+03:00" }], not: [{ effect: "ring" }] },
  { id: "D-merge-dst", rules: ["R000-09"], zh: "合并窗口24小时是走过的24小时：纽约春天之夜次日11点恰好，过一秒另起", zone: NY,
    events: [["2026-03-07T10:00:00-05:00", "OrderCreated", "A1", { brand: "B1" }], ["2026-03-08T11:00:00-04:00", "OrderCreated", "A2", { brand: "B1" }], ["2026-03-08T11:00:01-04:00", "OrderCreated", "A3", { brand: "B1" }]], until: "2026-03-08T12:00:00-04:00",
    expect: [{ effect: "batch", orders: ["A1", "A2"], at: "2026-03-08T11:00:00-04:00" }], not: [{ effect: "batch", orders: ["A1", "A2", "A3"] }] },
  { id: "D-fall-watch", rules: ["R000-11"], zh: "纽约秋天之夜：两小时是走过的两小时，钟面上只过了一小时", zone: NY,
    events: [["2026-11-01T00:30:00-04:00", "OrderCreated", "A1"]], until: "2026-11-01T06:00:00-05:00", expect: [{ effect: "alert", order: "A1", rule: "R000-11", at: "2026-11-01T01:30:00-05:00" }], not: [{ effect: "alert", before: "2026-11-01T01:30:00-05:00" }] },
  { id: "D-urumqi-day", rules: ["R001-04"], zh: "单日按工作区当地：北京零点前后16次，在乌鲁木齐是同一天→暂停", zone: "Asia/Urumqi",
    events: conflicts(16, "douyin", (n) => (n < 8 ? `01-20 23:${two(40 + n)}` : `01-21 00:${two(n)}`)), until: "01-21 01:00", expect: [{ effect: "pauseChannel", channel: "douyin", at: "01-21 00:15" }], not: [{ effect: "pauseChannel" }] },
  { id: "D-green-ny", rules: ["R001-08"], zh: "极速达12点前按当地：纽约11:59:59进，12:00不进；UTC写法同样", zone: NY,
    events: [["2026-01-20T16:59:59Z", "PaymentConfirmed", "A1", { platform: "抖音", tags: ["极速达"] }], ["2026-01-20T17:00:00Z", "PaymentConfirmed", "A2", { platform: "抖音", tags: ["极速达"] }]], until: "2026-01-20T18:00:00Z", expect: [{ effect: "wave", order: "A1", wave: "绿色通道", at: "2026-01-20T16:59:59Z" }], not: [{ effect: "wave" }] },
  { id: "D-print-urumqi", rules: ["R003-08"], zh: "乌鲁木齐的10点是北京12点：批次按当地", zone: "Asia/Urumqi",
    events: [["01-20 11:59", "ReadyToPrint", "A1"], ["01-20 12:00:01", "ReadyToPrint", "A2"]], until: "01-20 19:00", expect: [{ effect: "print", order: "A1", at: "01-20 12:00" }, { effect: "print", order: "A2", at: "01-20 18:00" }], not: [{ effect: "print" }] },
  { id: "D-new-year", rules: ["Y-any-date"], zh: "跨年：12月29日看1月1日是3天", events: [["2026-12-29T00:00:00+08:00", "OrderCreated", "A1", { due: "2027-01-01" }], ["2026-12-28T23:59:59+08:00", "OrderCreated", "A2", { due: "2027-01-01" }]], until: "2026-12-29T12:00:00+08:00",
    expect: [{ effect: "soon", order: "A1", at: "2026-12-29T00:00:00+08:00" }, { effect: "soon", order: "A2", at: "2026-12-29T00:00:00+08:00" }] },
  { id: "D-leap", rules: ["Y-any-date"], zh: "闰日：2028-02-29是日子，2027-02-29不是", events: [["2028-02-26T10:00:00+08:00", "OrderCreated", "A1", { due: "2028-02-29" }], ["2028-02-26T10:00:00+08:00", "OrderCreated", "A2", { due: "2027-02-29" }]], until: "2028-02-27T00:00:00+08:00", expect: [{ effect: "soon", order: "A1" }, { effect: "quarantine", order: "A2", field: "due" }], not: [{ effect: "soon" }] },
  // Working calendar
  { id: "D-working-day", rules: ["Y-working-day"], zh: "工作日：春节前补班的周六、元旦后补班的周日算；放假的周一、平常周日不算",
    events: [["02-14 10:00", "OrderCreated", "A1", {}], ["02-16 10:00", "OrderCreated", "A2", {}], ["01-04 10:00", "OrderCreated", "A3", {}], ["01-18 10:00", "OrderCreated", "A4", {}]], until: "02-16 10:01",
    expect: [{ effect: "yes", order: "A3", at: "01-04 10:00" }, { effect: "no", order: "A4", at: "01-18 10:00" }, { effect: "yes", order: "A1", at: "02-14 10:00" }, { effect: "no", order: "A2", at: "02-16 10:00" }] },
  { id: "D-golden-week", rules: ["X-work"], zh: "国庆：9月30日看10月8日是1个工作日；看10月10日（补班）等到9日零点", events: [["09-30 10:00", "OrderCreated", "A1", { due: "2026-10-08" }], ["09-30 10:00", "OrderCreated", "A2", { due: "2026-10-10" }]], until: "10-10 00:00",
    expect: [{ effect: "soon", order: "A1", at: "09-30 10:00" }, { effect: "soon", order: "A2", at: "10-09 00:00" }], not: [{ effect: "soon" }] },
  { id: "D-bell-golden", rules: ["Y-working-bell"], zh: "工作日9点的汇总：国庆七天不响，8日响，补班的10日周六也响；一次说一句", events: [["09-30 10:00", "OrderCreated", "A1", {}], ["09-30 10:01", "OrderCreated", "A2", {}]], until: "10-11 12:00",
    expect: [{ effect: "ring", at: "10-08 09:00" }, { effect: "ring", at: "10-09 09:00" }, { effect: "ring", at: "10-10 09:00" }], not: [{ effect: "ring" }] },
  { id: "D-work-time", rules: ["Y-time"], zh: "工作时间：8点来的单9点整才算；18点整已下班；周六来的周一9点", events: [["01-20 08:00", "OrderCreated", "A1", {}], ["01-20 12:00", "Cancelled", "A1"], ["01-20 18:00", "OrderCreated", "A2", {}], ["01-21 12:00", "Cancelled", "A2"], ["01-24 10:00", "OrderCreated", "A3", {}]], until: "01-26 12:00",
    expect: [{ effect: "open", order: "A1", at: "01-20 09:00" }, { effect: "open", order: "A2", at: "01-21 09:00" }, { effect: "open", order: "A3", at: "01-26 09:00" }], not: [{ effect: "open" }] },
  { id: "D-weekend", rules: ["Y-weekend"], zh: "周末标签：周五的单周六零点打上，周一零点撤下；周日来的当时打", events: [["01-23 15:00", "OrderCreated", "A1", {}], ["01-25 23:59:59", "OrderCreated", "A2", {}]], until: "01-26 12:00",
    expect: [{ effect: "tag", order: "A1", tag: "周末", at: "01-24 00:00" }, { effect: "tag", order: "A2", tag: "周末", at: "01-25 23:59:59" }, { effect: "untag", order: "A1", at: "01-26 00:00" }, { effect: "untag", order: "A2", at: "01-26 00:00" }], not: [{ effect: "tag" }, { effect: "untag" }] },
  { id: "D-noon", rules: ["Y-noon"], zh: "12点到12点59分：11:30的单12点整命中；12:59:59仍在内；13点的单等次日", events: [["01-20 11:30", "OrderCreated", "A1", {}], ["01-20 12:59:59", "OrderCreated", "A2", {}], ["01-20 13:00", "OrderCreated", "A3", {}]], until: "01-21 12:30",
    expect: [{ effect: "noon", order: "A1", at: "01-20 12:00" }, { effect: "noon", order: "A2", at: "01-20 12:59:59" }, { effect: "noon", order: "A3", at: "01-21 12:00" }] },
  { id: "D-4h-work", rules: ["Y-4h"], zh: "超4个工作小时未分配（严格）：周六下单从周一9点起算，13点整分配不算超；周五16点→周一11点之后", events: [["01-24 15:00", "OrderCreated", "A1", {}], ["01-26 13:00", "Assigned", "A1", {}], ["01-23 16:00", "OrderCreated", "A2", {}], ["01-24 15:00", "OrderCreated", "A3", {}]], until: "01-27 00:00",
    expect: [{ effect: "late", order: "A2", at: "01-26 11:00", exclusive: true }, { effect: "late", order: "A3", at: "01-26 13:00", exclusive: true }], not: [{ effect: "late" }] },
  { id: "D-2d-paid", rules: ["Y-2d"], zh: "付款后2个工作日未发：付款后到才开始；付款时间改早→时限随之；放假不算", given: { holidays: ["2026-01-22"] },
    events: [["01-20 10:00", "OrderCreated", "A1", {}], ["01-21 10:00", "PaymentConfirmed", "A1", {}], ["01-20 10:00", "PaymentConfirmed", "A2", {}], ["01-21 09:00", "HandedOver", "A2"]], until: "01-27 00:00", expect: [{ effect: "late", order: "A1", at: "01-26 10:00" }], not: [{ effect: "late" }] },
  { id: "D-merge-work", rules: ["Y-merge-work"], zh: "合并4个工作小时：周五16点开、周一11点关；恰好11点还能进，过一秒另起", events: [["01-23 16:00", "OrderCreated", "A1", { brand: "B1" }], ["01-25 12:00", "OrderCreated", "A2", { brand: "B1" }], ["01-26 11:00", "OrderCreated", "A3", { brand: "B1" }], ["01-26 11:00:01", "OrderCreated", "A4", { brand: "B1" }]], until: "01-26 12:00",
    expect: [{ effect: "ready", orders: ["A1", "A2", "A3"], at: "01-26 11:00" }], not: [{ effect: "ready" }] },
  { id: "D-age", rules: ["Y-old"], zh: "48小时整命中一次；之前取消的不；夏天冬天一样走", events: [["01-20 10:00", "OrderCreated", "A1", {}], ["01-20 10:00", "OrderCreated", "A2", {}], ["01-22 09:59", "Cancelled", "A2"]], until: "01-23 10:00", expect: [{ effect: "old", order: "A1", at: "01-22 10:00" }], not: [{ effect: "old" }] },
  { id: "D-unshipped", rules: ["Y-unshipped"], zh: "付款超24小时未发货：恰好24小时发出不催；没付款不催；付款晚到按付款时间", events: [["01-20 10:00", "PaymentConfirmed", "A1", {}], ["01-21 10:00", "HandedOver", "A1"], ["01-20 10:00", "OrderCreated", "A2", {}], ["01-20 09:00", "OrderCreated", "A3", {}], ["01-20 10:00", "PaymentConfirmed", "A3", {}, "01-20 15:00"], ["01-20 10:00", "PaymentConfirmed", "A4", {}]], until: "01-22 12:00",
    expect: [{ effect: "chase", order: "A3", at: "01-21 10:00", exclusive: true }, { effect: "chase", order: "A4", at: "01-21 10:00", exclusive: true }], not: [{ effect: "chase" }] },
  { id: "D-due-date", rules: ["Y-deadline"], zh: "交期过后超30分钟未发：只写日期的从当天结束算；改晚→重计；改早到已过→立即；没交期→后补才计",
    events: [["01-20 10:00", "OrderCreated", "A1", { due: "2026-01-20" }], ["01-20 10:00", "OrderCreated", "A2", { due: "2026-01-20T11:00:00+08:00" }], ["01-20 11:10", "DueDateChanged", "A2", { due: "2026-01-20T12:00:00+08:00" }], ["01-20 10:00", "OrderCreated", "A3", { due: "2026-02-01" }], ["01-20 14:00", "DueDateChanged", "A3", { due: "2026-01-20T13:00:00+08:00" }], ["01-20 10:00", "OrderCreated", "A4", {}], ["01-20 15:00", "DueDateChanged", "A4", { due: "2026-01-20T16:00:00+08:00" }], ["01-20 16:30", "HandedOver", "A4"]], until: "01-21 02:00",
    expect: [{ effect: "late", order: "A2", at: "01-20 12:30", exclusive: true }, { effect: "late", order: "A3", at: "01-20 14:00" }, { effect: "late", order: "A1", at: "01-21 00:29:59" }], not: [{ effect: "late" }] },
  // Breakers and counters
  { id: "D-recover", rules: ["Y-recover"], zh: "波次恢复条件：98%持续5分钟才恢复；中途掉回重新数；恢复后再低再冻", events: [wave("01-20 10:00", 0.9), wave("01-20 10:12", 0.99), wave("01-20 10:15", 0.97), wave("01-20 10:16", 0.98), wave("01-20 10:22", 0.9)], until: "01-20 10:40",
    expect: [{ effect: "freezeWave", wave: "W1", at: "01-20 10:10" }, { effect: "resumeWave", wave: "W1", at: "01-20 10:21" }, { effect: "freezeWave", wave: "W1", at: "01-20 10:32" }], not: [{ effect: "resumeWave" }, { effect: "freezeWave" }] },
  { id: "D-rate-late", rules: ["R001-09"], zh: "更早的进度晚到→不当作最新；另一波次各算各的；同一条两次→一次", events: [wave("01-20 10:00", 0.9), ["01-20 09:59", "WaveProgress", "", { wave: "W1", rate: 0.99 }, "01-20 10:05"], wave("01-20 10:03", 0.9, "W2"), wave("01-20 10:08", 0.96, "W2")], until: "01-20 10:30",
    expect: [{ effect: "freezeWave", wave: "W1", at: "01-20 10:10" }], not: [{ effect: "freezeWave" }] },
  { id: "D-hour", rules: ["Y-hour"], zh: "一小时内超2次客诉：恰好一小时的算在内；滑出去的不算；另一批次不算", events: [complaint("01-20 10:00", { complaint: "a" }), complaint("01-20 10:30", { complaint: "b" }), complaint("01-20 11:00:01", { complaint: "c" }), complaint("01-20 11:05", { complaint: "x", batch: "B8" }), complaint("01-20 11:30", { complaint: "d" })], until: "01-20 12:00",
    expect: [{ effect: "many_said", at: "01-20 11:30" }], not: [{ effect: "many_said" }] },
  { id: "D-distinct", rules: ["Y-who"], zh: "24小时内三个不同客户投诉：同一人两次算一个，全角写法是同一人；没写谁→不算", events: [complaint("01-20 10:00", { complaint: "a", who: "U1" }), complaint("01-20 11:00", { complaint: "b", who: "Ｕ1 " }), complaint("01-20 12:00", { complaint: "c" }), complaint("01-20 13:00", { complaint: "d", who: "U2" }), complaint("01-20 14:00", { complaint: "e", who: "U3" })], until: "01-20 15:00",
    expect: [{ effect: "three", at: "01-20 14:00" }], not: [{ effect: "three" }] },
  { id: "D-streak", rules: ["Y-fails"], zh: "连续3次不合格：中间合格一次清零；晚到的合格插回原处也清零；别的机台不混", events: [check("01-20 10:00", 0), check("01-20 10:10", 0), check("01-20 10:15", 0, "M2"), check("01-20 10:20", 1), check("01-20 10:30", 0), check("01-20 10:40", 0), check("01-20 10:35", 1, "M1", "01-20 10:45"), check("01-20 10:50", 0), check("01-20 11:00", 0)], until: "01-20 12:00",
    expect: [{ effect: "stop", at: "01-20 11:00" }], not: [{ effect: "stop" }] },
  { id: "D-two-keys", rules: ["Y-big-twice"], zh: "同一客户同一省24小时内两张百元以上：省的写法不同算同省；差一分不算；缺省份不计", events: [["01-20 10:00", "OrderCreated", "A1", { customer: "U1", province: "江苏", amount: 100 }], ["01-20 11:00", "OrderCreated", "A2", { customer: "U1", province: "江苏省", amount: 99.99 }], ["01-20 12:00", "OrderCreated", "A3", { customer: "U1", amount: 200 }], ["01-20 13:00", "OrderCreated", "A4", { customer: "U1", province: "浙江", amount: 200 }], ["01-21 10:00", "OrderCreated", "A5", { customer: "U1", province: " 江蘇", amount: 100 }]], until: "01-21 12:00",
    expect: [{ effect: "again", order: "A5", at: "01-21 10:00" }], not: [{ effect: "again" }] },
  { id: "D-sum-back", rules: ["Y-back"], zh: "同款三天内退货合计5件：按申请里的件数加；换货不加；恰好72小时算", events: [["01-20 09:00", "OrderCreated", "A1", { style: "K1" }], ["01-20 09:00", "OrderCreated", "A2", { style: "k1" }], ["01-20 10:00", "ReturnRequested", "A1", { pieces: 2 }], ["01-21 10:00", "ExchangeRequested", "A1", { pieces: 9 }], ["01-23 10:00", "ReturnRequested", "A2", { pieces: 3 }]], until: "01-24 10:00",
    expect: [{ effect: "much", order: "A2", at: "01-23 10:00" }], not: [{ effect: "much" }] },
  { id: "D-count-work", rules: ["Y-work-count"], zh: "4个工作小时内第二单：周五17点与周一12点之间是4小时整→算；过一秒不算", events: [["01-23 17:00", "OrderCreated", "A1", { brand: "B1" }], ["01-26 12:00", "OrderCreated", "A2", { brand: "B1" }], ["01-23 17:00", "OrderCreated", "C1", { brand: "B2" }], ["01-26 12:00:01", "OrderCreated", "C2", { brand: "B2" }]], until: "01-26 13:00",
    expect: [{ effect: "again", order: "A2", at: "01-26 12:00" }], not: [{ effect: "again" }] },
  { id: "D-conflicts-two", rules: ["R001-04"], zh: "两个渠道各15次→不停；其中一个第16次→只停它", events: [...conflicts(15, "douyin", (n) => `01-20 10:${two(n)}`), ...conflicts(15, "taobao", (n) => `01-20 10:${two(n)}`), ["01-20 10:30", "StateConflict", "taobaoX", { channel: "taobao" }]], until: "01-20 11:00", expect: [{ effect: "pauseChannel", channel: "taobao", at: "01-20 10:30" }], not: [{ effect: "pauseChannel" }] },
  { id: "D-jump-dup", rules: ["R001-04"], zh: "单笔跳变：3次不停，同一条重复不算，第4次停；别的单各算", events: [["01-20 10:00", "StateJump", "A1", { channel: "jd", eventId: "1" }], ["01-20 10:01", "StateJump", "A1", { channel: "jd", eventId: "2" }], ["01-20 10:02", "StateJump", "A2", { channel: "jd", eventId: "3" }], ["01-20 10:03", "StateJump", "A1", { channel: "jd", eventId: "4" }], ["01-20 10:03", "StateJump", "A1", { channel: "jd", eventId: "4" }, "01-20 10:20"], ["01-20 10:30", "StateJump", "A1", { channel: "jd", eventId: "5" }]], until: "01-20 11:00",
    expect: [{ effect: "pauseChannel", channel: "jd", at: "01-20 10:30" }], not: [{ effect: "pauseChannel" }] },
  { id: "D-same-id", rules: ["R003-05"], zh: "去重按事件号：同号不同内容也是重复；没有事件号的按内容与时间", events: [["01-19 10:00", "StockCompare", "", { sku: "D1", diff: 2, eventId: "x" }], ["01-19 10:05", "StockCompare", "", { sku: "D1", diff: 9, eventId: "x" }], ["01-19 11:00", "StockCompare", "", { sku: "D1", diff: -4 }], ["01-19 11:00", "StockCompare", "", { sku: "D1", diff: -4 }, "01-19 11:30"]], until: "01-19 12:00", expect: [{ effect: "alert", sku: "D1", at: "01-19 11:00" }], not: [{ effect: "alert" }] },
]; // biome-ignore format: one scenario a paragraph

export const CLOCKS: readonly Scenario[] = CASES.map(scenario);
