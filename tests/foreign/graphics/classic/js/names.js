function htmlDecode(text) {
  var area = document.createElement("textarea");
  area.innerHTML = text;
  return area.value;
}
