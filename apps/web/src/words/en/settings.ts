export const settings = {
  settings: {
    sections: "Parts of the settings",
    channels: "Channels",
    contacts: "Contacts",
    outbox: "Sent messages",
    destinations: "Destinations",
    brands: "Brands",
    people: "People",
    calendar: "Calendar",
    fields: "Fields and states",
    members: "Members",
    group: "Group",
    keys: "API keys",
    journal: "Journal",
  },
};
