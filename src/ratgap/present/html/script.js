// Orders tables and looks for rows; every page has the same content without it.
const value = (row, n) => row.cells[n].querySelector("time")?.dateTime ?? row.cells[n].textContent;
const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

for (const table of document.querySelectorAll("table.sort, table.find")) {
  [...table.tHead.rows[0].cells].forEach((head, n) => {
    if (["share", "still"].includes(head.className)) return;
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
      head.ariaSort = down ? "descending" : "ascending";
      const rows = [...table.tBodies[0].rows].sort((a, b) => order.compare(value(a, n), value(b, n)));
      table.tBodies[0].append(...(down ? rows.reverse() : rows));
    });
  });
}
for (const field of document.querySelectorAll("input[type=search]")) {
  field.closest("[hidden]").hidden = false;
  const rows = [...field.closest("section").querySelectorAll("tbody tr")];
  field.addEventListener("input", () => {
    const asked = field.value.trim().toLocaleLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(asked);
  });
}
