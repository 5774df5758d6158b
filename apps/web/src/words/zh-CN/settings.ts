export const settings = {
  settings: {
    sections: "设置的各部分",
    channels: "渠道",
    contacts: "联系方式",
    outbox: "发送记录",
    destinations: "去向",
    brands: "品牌",
    people: "人员",
    calendar: "日历",
    fields: "字段与状态",
    members: "成员",
    group: "集团",
    keys: "接口密钥",
    journal: "流水",
  },
};
