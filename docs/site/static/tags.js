// Buttons of the gallery: one tag at a time, kept in the address (#tag=Dots).
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("tags");
  if (!place) return;
  const show = (tag) => {
    for (const button of place.children)
      button.setAttribute("aria-pressed", String(button.dataset.tag === tag));
    for (const card of document.querySelectorAll(".example"))
      card.style.display = !tag || card.classList.contains(`tag-${tag}`) ? "" : "none";
    for (const section of document.querySelectorAll("section section"))
      section.style.display = [...section.querySelectorAll(".example")]
        .some((card) => card.style.display !== "none") ? "" : "none";
  };
  for (const tag of ["", ...JSON.parse(place.dataset.tags)]) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.tag = tag;
    button.textContent = tag || "All";
    button.addEventListener("click", () => {
      history.replaceState(null, "", tag ? `#tag=${tag}` : "#");
      show(tag);
    });
    place.append(button);
  }
  const asked = decodeURIComponent(location.hash).match(/^#tag=(.+)$/);
  show(asked ? asked[1] : "");
});
