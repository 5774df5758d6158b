/** Refusals: whoever refuses throws one by its code, and this one place says what people and HTTP are told of each. */
import type { GoldenResult } from "@switchyard/engine";
import type { Finding } from "@switchyard/flow";
import type { Problem, Text } from "@switchyard/orders";

interface Kind {
  status: 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  title: Text;
}
const kind = (status: Kind["status"], zh: string, en: string): Kind => ({ status, title: { zh, en } });

export const PROBLEMS = {
  malformed_json: kind(400, "请求内容不是合法的 JSON", "The body is not valid JSON"),
  too_deep: kind(400, "请求内容嵌套超过 64 层", "The body is nested more than 64 levels deep"),
  invalid_request: kind(400, "请求参数有误", "The request is not valid"),
  not_signed_in: kind(401, "请先登录", "Sign in first"),
  key_refused: kind(
    401,
    "密钥无效，或已撤销、已过期。请在 设置 → 接口密钥 查看",
    "This key is not valid, or was revoked or has expired: see Settings → API keys",
  ),
  wrong_entry: kind(401, "邮箱、密码或验证码不正确", "The e-mail address, password or code is not right"),
  wrong_set_up_code: kind(
    401,
    "设置码不正确。请打开服务启动时显示的链接，或从那里复制设置码",
    "The set-up code is not right. Open the link that the program showed at its start, or copy the code from there",
  ),
  not_allowed: kind(
    403,
    "没有权限。需要的话，请向工作区管理员申请",
    "You may not do this; ask an administrator of the workspace",
  ),
  not_this_machine: kind(
    403,
    "演示模式只接受本机访问。要让别人使用，请设置 PUBLIC_URL 启用登录",
    "The demo answers this machine only. Set PUBLIC_URL to have people sign in",
  ),
  wrong_brand: kind(403, "这把密钥只能用于一个品牌或来源", "This key is good for one brand or source only"),
  second_person: kind(
    409,
    "发布须经另一位有发布权限的人批准，请先申请",
    "Publishing needs another person who may publish: ask for it, and they approve",
  ),
  not_four_eyes: kind(409, "这个工作区发布不需要第二人批准", "Publishing needs no second person in this workspace"),
  request_not_found: kind(404, "没有待批准的发布申请", "Nobody asks to have this flow published"),
  one_publisher: kind(
    409,
    "至少要有两位可发布的成员，才能要求第二人批准",
    "There must be two members who may publish before a second person can be asked for",
  ),
  cross_site: kind(403, "不接受来自其他网站的请求", "Requests from other web sites are not accepted"),
  not_found: kind(404, "没有这个地址", "There is nothing at this address"),
  order_not_found: kind(404, "没有这张订单", "There is no such order"),
  lot_not_found: kind(404, "没有这个批次的记录", "Nothing is known of such a lot"),
  flow_not_found: kind(404, "没有这个流程", "There is no such flow"),
  version_not_found: kind(404, "没有这个版本", "There is no such version"),
  approval_not_found: kind(404, "没有这个审批，或已有结果", "There is no such approval, or it has ended"),
  batch_not_found: kind(404, "没有这个合并批次，或已关闭", "There is no such batch, or it has closed"),
  template_not_found: kind(404, "没有这个模板", "There is no such template"),
  use_not_found: kind(404, "这个流程不是由这个模板建立的", "This flow was not made from this template"),
  rollout_not_found: kind(404, "这个流程没有正在灰度的版本", "No version of this flow is being rolled out"),
  replay_not_found: kind(404, "没有这次回放", "There is no such replay"),
  record_not_found: kind(404, "没有这条接入记录", "There is no such intake record"),
  report_not_found: kind(404, "没有这份报告", "There is no such report"),
  comparison_not_found: kind(404, "没有这份比对", "There is no such comparison"),
  source_not_found: kind(404, "没有这个来源", "There is no such source"),
  dataset_not_found: kind(404, "没有这份历史数据", "There is no such data set"),
  upload_not_found: kind(404, "没有这份上传的文件，请重新选择", "There is no such uploaded file; choose it again"),
  dataset_in_use: kind(409, "有回放正在使用这份数据，请先取消回放", "A replay is using this data set; cancel it first"),
  channel_not_found: kind(404, "没有这个渠道", "There is no such channel"),
  delivery_not_found: kind(404, "没有这条发送记录", "There is no such delivery"),
  invitation_not_found: kind(
    404,
    "邀请不存在、已使用或已过期",
    "There is no such invitation, or it has been used or expired",
  ),
  member_not_found: kind(404, "没有这位成员", "There is no such member"),
  key_not_found: kind(404, "没有这把密钥", "There is no such key"),
  link_not_found: kind(404, "链接不存在、已撤销或已过期", "There is no such link, or it was revoked or has expired"),
  session_not_found: kind(404, "没有这个登录会话", "There is no such session"),
  not_asked: kind(409, "这里没有询问这一项，或已经答复过", "This is not asked here, or was answered already"),
  no_po: kind(
    409,
    "这张订单没有采购单号或客户编号，不能按采购单分享",
    "This order has no PO number or no customer: a link for the PO cannot be made",
  ),
  reset_not_found: kind(
    404,
    "重设链接不存在、已使用或已过期",
    "There is no such link for a new password, or it has been used or expired",
  ),
  elsewhere_too: kind(
    409,
    "这位成员还属于别的工作区，只有同时是那些工作区所有者的人才能代为重设密码",
    "This member belongs to other workspaces too: only somebody who owns all of them may reset their password",
  ),
  group_nested: kind(
    409,
    "工作区只能属于一个集团，集团不能再属于别的集团",
    "A workspace belongs to one group at most, and a group to none",
  ),
  workspace_not_found: kind(
    404,
    "没有这个工作区，或您不是它的所有者",
    "There is no such workspace, or you do not own it",
  ),
  not_in_group: kind(404, "这个工作区不在本集团中", "This workspace is not in this group"),
  set_up_already: kind(409, "已完成初始设置，请登录", "Set-up is done; sign in"),
  last_owner: kind(
    409,
    "至少要保留一位所有者，请先让另一位成员成为所有者",
    "There must be at least one owner; make another member an owner first",
  ),
  address_taken: kind(409, "这个邮箱已有账号，请登录后接受邀请", "This address has an account; sign in to accept"),
  too_many_tries: kind(429, "尝试次数太多，请稍后再试", "Too many tries; try again later"),
  too_many_requests: kind(429, "请求超过这把密钥的限额", "More requests than this key may make"),
  message_not_found: kind(404, "没有这条站内消息", "There is no such message in the inbox"),
  golden_not_found: kind(404, "没有这个样例订单", "There is no such golden order"),
  figure_not_found: kind(404, "没有这个指标", "There is no such figure"),
  invalid_figure: kind(422, "指标还不能计算，请按提示修改", "The figure cannot be computed yet; see what it says"),
  invalid_report: kind(422, "报告还不能定时发送，请按提示修改", "The report cannot be scheduled yet; see what it says"),
  too_many_reports: kind(
    409,
    "最多 20 份定时报告，请先删除不用的",
    "At most 20 scheduled reports; take away what is not used first",
  ),
  too_many_figures: kind(409, "最多 50 个指标，请先删除不用的", "At most 50 figures; take away what is not used first"),
  comment_not_found: kind(404, "没有这条评论", "There is no such comment"),
  no_model: kind(404, "没有设置语言模型", "No language model is set up"),
  person_not_found: kind(404, "没有这个人员", "There is no such person"),
  method_not_allowed: kind(405, "这个地址不支持此方法", "This address does not take that method"),
  key_reused: kind(
    409,
    "同一个 Idempotency-Key 已用于其他内容，请换一个键",
    "This Idempotency-Key was used for other content; use a new key",
  ),
  event_id_reused: kind(
    409,
    "这个事件编号已用于其他内容，请换一个编号",
    "This event id was used for other content; use a new id",
  ),
  invalid_event: kind(422, "事件内容有误", "The event is not valid"),
  replay_needed: kind(
    409,
    "发布前请先用至少 30 天的历史回放这份草稿，或填写不回放的理由",
    "Before publishing, replay at least 30 days of history through this draft, or say why not",
  ),
  stale_revision: kind(
    409,
    "草稿已被别处修改，请载入最新的草稿",
    "The draft has changed meanwhile; start from the new revision",
  ),
  stale_live: kind(
    409,
    "线上版本刚刚变了（别人发布、退回，或您在另一个页面发布），没有再发布。请看过现在的差异再决定",
    "Another version went live meanwhile (a colleague, or you in another tab); nothing was published. Look at the differences as they are now",
  ),
  stale_settings: kind(
    409,
    "设置已被别处修改，请刷新后再改",
    "The settings have changed meanwhile; load them again and repeat the change",
  ),
  settings_in_use: kind(
    409,
    "已发布的流程还在用，不能删除或改掉",
    "Published flows still use this: change those flows first",
  ),
  invalid_settings: kind(422, "设置有误，请按提示修改", "The settings are not valid; see what it says"),
  draft_held: kind(
    409,
    "草稿正由别人编辑，可以接手后再改",
    "Somebody else is editing this draft; take it over to change it",
  ),
  not_your_comment: kind(
    403,
    "只能修改自己的评论，可以另写一条回复",
    "A comment can be changed by its author only; write a reply instead",
  ),
  too_slow: kind(
    408,
    "内容迟迟没有传完。请检查网络，再试一次",
    "The body did not arrive in time; check the network and try again",
  ),
  body_too_large: kind(413, "内容过大，请分成几份", "The body is too large; send it in parts"),
  unsupported_media_type: kind(415, "不支持这种内容类型", "This content type is not supported"),
  invalid_order: kind(422, "订单内容有误", "The order is not valid"),
  not_open: kind(
    409,
    "这条记录不在隔离中，或已处理。请刷新列表",
    "This record is not in quarantine, or was dealt with; load the list again",
  ),
  source_exists: kind(409, "已有同名来源，请换一个名称", "There is a source of this name already; choose another name"),
  wrong_signature: kind(
    401,
    "签名不正确，请核对来源的密钥",
    "The signature is not right; check the secret of the source",
  ),
  invalid_flow: kind(
    422,
    "流程有错误，不能执行或发布。请先按“检查”逐条修改",
    "The flow has errors and cannot be run or published; mend what Checks lists first",
  ),
  invalid_script: kind(422, "这些步骤无法执行，请按提示修改", "These steps cannot be played; see what it says"),
  golden_failed: kind(
    422,
    "样例订单的结果变了，没有发布。请先修改流程，或接受新结果",
    "A golden order comes out differently; nothing was published. Change the flow, or accept the new result",
  ),
  too_many_golden: kind(
    422,
    "一个流程最多 200 个样例订单，请先删除不用的",
    "A flow has at most 200 golden orders; take away what is not used first",
  ),
  invalid_template: kind(
    422,
    "模板有问题，没有保存任何内容。请按提示修改",
    "The template is not right; nothing was stored. See what it says",
  ),
  template_exists: kind(
    409,
    "已有同一编号、同一版本但内容不同的模板，请换一个版本号",
    "There is a template of this id and version with other content; give this one another version",
  ),
  rollout_running: kind(
    409,
    "这个流程已有一个版本在灰度，请先全量或退回",
    "A version of this flow is being rolled out already; take it in full or back first",
  ),
  invalid_operation: kind(
    422,
    "这一步修改无法应用，请载入最新的草稿再改",
    "This change cannot be applied; load the draft again and repeat it",
  ),
  invalid_channel: kind(422, "渠道设置有误，请按提示修改", "The channel's settings are not valid; see what it says"),
  nowhere_to_send: kind(
    409,
    "仍然没有渠道或收件人。请按说明补上，再重新发送",
    "There is still no channel or nobody to send it to: add what is wanting, then send again",
  ),
  not_dead: kind(409, "这条消息正在发送或已送达，不需要重发", "This message is being sent or was delivered"),
  invalid_file: kind(
    422,
    "文件无法读取。请另存为 xlsx 或 CSV，再上传一次",
    "The file cannot be read; save it as xlsx or CSV and upload it again",
  ),
  internal: kind(500, "服务器内部错误，已记录", "Something went wrong here; it was recorded"),
  company_unreachable: kind(
    503,
    "公司身份系统无法连接，请稍后再试或用密码登录",
    "The company's identity cannot be reached; try again later or use a password",
  ),
  overloaded: kind(503, "请求太多，请稍后重试", "Too many requests; try again shortly"),
  stopping: kind(503, "服务正在停止，请稍后重试", "The server is stopping; try again shortly"),
  disk_failed: kind(
    503,
    "磁盘写入失败，没有保存。请稍后重试，并告诉管理员",
    "The disk failed under a write; nothing was saved. Try again shortly, and tell an administrator",
  ),
  disk_full: kind(
    507,
    "服务器磁盘已满，没有保存。请管理员清理出空间，再重试",
    "The server's disk is full; nothing was saved. Have an administrator free some space, then try again",
  ),
} as const satisfies Record<string, Kind>;
export type ProblemCode = keyof typeof PROBLEMS;

export interface RefusalDetails {
  problems?: Problem[];
  findings?: Finding[];
  /** For `golden_failed`: those that failed. */
  golden?: GoldenResult[];
  /** For `draft_held`. */
  holder?: { id: string; name: string };
  detail?: string;
  /** For `stale_revision`: what the draft is now. */
  current?: { revision: number; document: unknown };
  /** The record that was kept in quarantine: it can be mended and sent again. */
  record?: string;
  /** Seconds after which a retry makes sense. */
  retryAfter?: number;
}

/** An expected refusal of a request. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ProblemCode;
  readonly details: RefusalDetails;
  constructor(code: ProblemCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}
