import type { Text } from "@switchyard/orders";

/** What the product itself says in what goes out. A flow's own text, and names, stand beside it as they are. */
export const zhCN = {
  language: "zh-CN",
  text: ({ zh, en }: Text) => zh || en,
  titles: {
    missing_step: (text: string) => `缺少前一步：${text}`,
    unknown_code: (text: string) => `不认识的代码：${text}`,
    same_po: (text: string) => `采购单号 ${text} 已有订单，可能重复`,
    flow_alert: (flow: string) => `${flow}告警`,
    flow_task: (flow: string) => `${flow}任务`,
    channel_fault: (channel: string, reason: string) => `渠道“${channel}”无法发送：${reason}`,
    no_contacts: (brand: string) => `品牌“${brand}”没有联系人，给它的通知没有发出`,
    journal_broken: () => "流水校验不通过，请管理员查看",
    secrets_unopened: () => "密钥文件不是原来的那一份，请管理员查看",
    backup_failed: () => "自动备份失败，请管理员查看",
    group_rule: (rule: string) => `集团下发了规则“${rule}”`,
    publish_requested: (flow: string) => `请批准发布“${flow}”`,
    test: () => "编组站测试消息",
  },
  ownerOf: (state: string) => `负责“${state}”的人`,
  labels: {
    ...{ order: "订单", brand: "品牌", style: "款号", due: "交期" },
    ...{ orders: "订单数", open: "在办订单", unrouted: "未派单", overdue: "已逾期" },
    ...{ subject: "对象", flow: "流程", state: "进度", at: "时间" },
    ...{ asked_by: "申请人", reason: "理由", workspace: "工作区", late: "延误原因" },
    rule_drafted: "已建为草稿，请试运行后发布",
    rule_upgrade: "请在模板页升级已有流程",
    rule_stored: "请在模板页填写参数后使用",
  },
  report: {
    days: (from: string, to: string) => `${from} 至 ${to}`,
    orders: (count: number) => `${count} 单`,
    noStep: "还在第一个环节",
    between: "、",
    value: (amount: string, counts: string, isBad: boolean) => `${amount}（${counts}）${isBad ? " 未达标" : ""}`,
    percent: (value: string) => `${value} %`,
    hour: (value: string) => `${value} 小时`,
    day: (value: string) => `${value} 天`,
    each: (value: string) => `每单 ${value}`,
  },
} as const;
