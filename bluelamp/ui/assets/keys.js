// Keys for people who work a queue all day: Control+K to the search; inside a queue "j" and "k" along its rows (Enter
// opens, as on any link). Single letters work only while the queue has focus (WCAG 2.1.4).

function step(from, by) {
  const links = [...from.closest("[data-queue]").querySelectorAll("tbody .bl-queue__link")];
  const at = links.indexOf(from);
  const to = links[at + by] ?? links[at];
  to?.focus();
  to?.scrollIntoView({ block: "nearest" });
}

export function queueKeys() {
  document.addEventListener("keydown", (event) => {
    const search = document.getElementById("bl-search");
    if (search && event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
      search.focus();
      search.select();
    } else if (/^[jk]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && event.target.closest("[data-queue] .bl-queue__link")) {
      step(event.target, event.key === "j" ? 1 : -1);
    } else return;
    event.preventDefault();
  });
}
