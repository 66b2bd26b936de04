// Has the device make or use a passkey, and sends what it answers as an ordinary form: the page decides nothing itself.
const form = document.querySelector("[data-passkey]");
const problem = form?.querySelector("[role=alert]");

/** The library's options are JSON, whose bytes are base 64. */
async function ask() {
  const asked = JSON.parse(form.dataset.options);
  if (form.dataset.passkey === "new") {
    return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
}

if (form && window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  form.hidden = false;
  document.querySelector("[data-without-passkey]")?.remove();
  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    problem.textContent = "";
    try {
      form.elements.answer.value = JSON.stringify(await ask());
      form.requestSubmit();
    } catch {
      problem.textContent = problem.dataset.words; // they closed the device's window, or have none
    }
  });
}
