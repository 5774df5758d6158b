/** Words that every workspace uses for the product's own states, events and roles. */

type Words = [zh: string, en: string];

/** By id of the state; used where the workspace's state machine has it. Written without 已, which is optional in front of all. */
export const STATE_WORDS: Readonly<Record<string, Words>> = {
  PendingReview: ["待审核 待审 新单", "pending review,waiting for review"],
  Assigned: [
    "分仓 分下去 派下去 派出去 分配 分配车间 分配仓库 分配到车间 派车间 分单 指派 分车间 派到车间 派下去 安排车间 有人分配",
    "assigned,assigned a workshop,assigned to a workshop,assignment,workshop",
  ],
  ProductionStarted: ["开工 动工 开始生产 裁床开工 投产", "production started,started,begun,start of work,start"],
  ProductionCompleted: [
    "完工 生产完成 完成 完成生产 做完 做好 生产完",
    "completion,production completion,production completed,production done,production finished,production is done,finished,completed,production",
  ],
  Picked: ["拣货 拣完 确认拣货 拣货完成 拣货确认", "picked,picking,confirmed picking,picking confirmed"],
  Checked: ["复核 质检 验货 成衣质检", "checked,quality checked,inspected"],
  Packed: ["打包 包装", "packed,packing"],
  HandedOver: [
    "交接 发货 出库 发出 寄出 快递发出 交给快递 交接给快递 交快递 交给物流 发出去 寄走",
    "handed over,handover,handing over,handed to the courier,given to the courier,shipped,dispatched,sent out,shipping,shipment",
  ],
  PickedUp: ["揽收 揽件 被揽收 快递揽收", "picked up,collected,pickup"],
  InTransit: ["在途 运输中", "in transit"],
  OutForDelivery: ["派送中 派件中 派送 派件", "out for delivery"],
  Signed: ["签收 妥投 收货", "signed,signed for,delivered,signature,signing"],
  Held: ["暂停 挂起", "held,on hold"],
  Cancelled: ["取消", "cancelled,canceled"],
  RefundRequested: ["申请退款", "refund requested"],
  Refunded: ["退款 退款完成 退款成功", "refunded,refund done,refund succeeded"],
  Returned: ["退回 退回完成", "returned"],
};

/** By id of the event: words beside its name (`EVENT_NAMES`). */
export const EVENT_WORDS: Readonly<Record<string, { zh: string; en: string }>> = {
  order_received: { zh: "下单 订单", en: "order,order received" },
  order_updated: { zh: "订单变更 改单", en: "order update,order changed" },
  order_cancelled: { zh: "取消 取消订单", en: "cancellation" },
  state_conflict: { zh: "状态冲突", en: "state conflict,conflict" },
  state_jump: { zh: "状态跳变 跳变", en: "state jump,jump" },
  complaint: { zh: "客诉 投诉", en: "complaint" },
  return: { zh: "退货", en: "return" },
  exchange: { zh: "换货", en: "exchange" },
  refund: { zh: "退款", en: "refund" },
  courier_node: {
    zh: "新节点 新轨迹 轨迹更新 物流更新 物流信息 新物流信息 新的物流信息 新的物流更新 新的轨迹",
    en: "courier node,newer node,tracking update,courier news",
  },
  stock_changed: { zh: "库存变动", en: "stock changes" },
  "has:reserved": { zh: "预占 锁库存 库存预占 占库存 占上库存 占到库存 占住库存 锁住库存", en: "reserved,reservation" },
};

/** More words for `has:<field>`, which keeps a watch when the field has a value. */
export const FIELD_GOALS: Readonly<Record<string, Words>> = {
  tracking_no: [
    "回传 回传单号 单号回传 回传快递单号 快递单号回传 回传运单号 出单号",
    "tracking number written back,written back,waybill number",
  ],
  paid_at: ["付款 支付 付钱", "paid,payment"],
};

/** By role: what people say for everybody who has it. */
export const ROLE_WORDS: Readonly<Record<string, Words>> = {
  supervisor: ["主管 运营主管", "supervisor,supervisors,the boss"],
  foreman: ["班组长 组长 班长", "foreman,foremen,team leader,team leaders"],
  storekeeper: ["仓管 仓库 仓管员", "storekeeper,storekeepers,warehouse staff"],
  sales: ["销售 业务员", "sales"],
  service: ["客服 客服专员", "customer service,service"],
  finance: ["财务", "finance"],
  qc: ["质检 质检员", "qc,quality control"],
};

/** Words beside those of the catalogue, by fact. */
export const FACT_WORDS: Readonly<Record<string, Words>> = {
  due_in_days: [
    "交期 交期剩 交期剩余 交期还剩 交期只剩 交货期 剩余天数 交期还有 离交期 距离交期 距交期",
    "due,due date,due in,days left,time left",
  ],
  due_in_working_days: ["交期 离交期 距交期", "due,due in"],
  due_in_hours: ["交期 离交期 距交期", "due,due in"],
  ordered_at: ["下单时间 下单", "ordered,ordered at,order date,order time"],
  received_at: ["接收时间", "received at,time of receipt"],
  paid_at: ["付款时间", "paid at,payment time"],
  due_at: ["交期", "due at,due time"],
  age_hours: ["已接收 收到 接单 下单已", "received for,age,order age"],
  paid_hours: ["已付款 付款后 支付已", "paid for"],
  paid_minute_of_day: ["付款时间 支付时间 付款", "time of payment,payment time,paid,local pay time"],
  minute_of_day: ["当天时刻 现在时间 时间", "time of day,time"],
  amount: ["订单总额 单笔金额 每单金额 金额 价格 订单价", "order value,order total,value"],
  buyer_name: ["买家名字 买家姓名 买家名 收件人姓名", "buyer name,buyer's name,buyers' name"],
  total_qty: ["数量 订单数量 总数 总件数 件数 单量 订购量", "total quantity,order quantity,number of pieces"],
  size_count: ["尺码组合 尺码种类 尺码", "size combinations,sizes,size combination count"],
  sku_count: ["SKU数 SKU种类 SKU个数", "sku count"],
  style_code: ["款号 款", "style code,style number,style,styles"],
  note: ["备注 留言 客户留言 订单备注", "note,notes,the note,remark,customer note"],
  customer_grade: ["客户等级 客户级别", "customer grade,grade"],
  item_text: ["商品 商品文字 货品", "items,goods,products"],
  tags: ["标签 订单标签", "tags,tag,label,labels"],
  channel: ["渠道 平台 来源平台", "channel,platform"],
  province: ["省份 收货省份 收货地", "province,delivery province,ship-to province"],
  batch_nos: ["批次 批次号 批号", "batch,batches,batch number"],
  urgency: ["紧急程度 紧急标识", "urgency,urgent flag"],
  tracking_no: ["快递单号 运单号 物流单号", "tracking number,waybill number"],
  skus: ["SKU 料号", "sku,skus"],
  status: ["状态 订单状态", "status,order status,state,order state"],
};

/** Facts that people do not tell apart: what is compared decides which is meant. */
export const FAMILIES: readonly (readonly string[])[] = [
  ["due_in_days", "due_in_working_days", "due_in_hours", "due_at"],
  ["paid_at", "paid_minute_of_day", "paid_hours"],
  ["received_at", "age_hours"],
  ["now", "minute_of_day", "weekday"],
];
