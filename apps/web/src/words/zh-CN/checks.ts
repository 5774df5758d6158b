/** Words of this room, in one language. */
export const checks = {
  checks: {
    label: "看什么",
    self: "72 小时自检",
    systems: "各系统状态比对",
    again: "重新检查",
    about: {
      self: "近 7 天：抽 100 单看各系统状态是否一致、全流程耗时、物流更新后 2 小时内的咨询次数。",
      systems:
        "同一批订单在各系统的最新状态两两比对。厂内、在途、送达、关闭不一样才算不一致，某个系统从不上报的阶段不算它落后；1 小时内还有动静的不算。",
    },
    drawn:
      "{{from}} 至 {{to}} 有变动的 {{orders}} 单中抽取 {{drawn}} 单，可比对 {{compared}} 单，还在变动 {{moving}} 单。",
    share: "状态一致率",
    shareOf: "{{compared}} 单中一致 {{same}} 单",
    hours: "付款到送达",
    hoursOf: "{{orders}} 单的平均值",
    hoursValue: "{{n}} 小时",
    asked: "2 小时内咨询",
    askedValue: "{{n}} 次",
    askedOf: "有物流更新 {{told}} 单次",
    steps: "每一步的平均耗时",
    step: "{{from}} → {{to}}",
    longest: "最长",
    column: { step: "环节", hours: "平均小时", orders: "订单", order: "订单" },
    pairs: "哪两个系统对不上",
    pairsHint: "不一致的订单 / 两边都有状态的订单。颜色越深，不一致的比例越高。",
    differing: "不一致的订单",
    differingMore: "不一致的订单共 {{n}} 单，这里是最新的 {{shown}} 单",
    noneDiffer: "没有不一致的订单。",
    nothing: "没有可比对的订单",
    nothingHint: "订单除了本系统，还要有平台状态、快递轨迹或其他系统上报的状态，才能比对。",
    noData: "没有数据",
    kind: {
      house: "本系统",
      courier: "快递",
      platform: "平台 {{name}}",
      source: "来源 {{name}}",
      key: "{{name}}",
      scan: "扫描",
    },
  },
};
