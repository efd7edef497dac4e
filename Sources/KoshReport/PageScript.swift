/// The two small scripts of every page. All they do is remember choices and mark cells; nothing needs them to be read.
enum PageScript {
  /// Runs before the first paint: the language of the address or the stored one, the stored theme.
  static let early = """
    (function(){var h=document.documentElement,m=/^#(en|ru|kk)(-|$)/.exec(location.hash),s={};\
    try{s=localStorage}catch(e){}var l=m?m[1]:s['kosh-language'];h.classList.add('js');\
    if(/^(en|ru|kk)$/.test(l||'')){h.dataset.lang=l;h.lang=l}\
    if(/^(light|dark)$/.test(s['kosh-theme']||''))h.dataset.theme=s['kosh-theme']})()
    """

  /// Runs at the end of the page: the switches, the reset of a filter that hides the target, the marks on runs of cells,
  /// and the closed tables opened for nothing but the screen.
  static let late = """
    (function(){var d=document,h=d.documentElement;
    function keep(k,v){try{localStorage.setItem(k,v)}catch(e){}}
    function all(q,f){d.querySelectorAll(q).forEach(f)}
    function name(l){h.dataset.lang=l;h.lang=l;all('.languages a',function(a){
    if(a.hreflang===l){a.setAttribute('aria-current','true');d.title=a.dataset.title}else a.removeAttribute('aria-current')})
    all('.skip,.brand',function(k){k.hash='#'+l})}
    function choose(l){var from=h.dataset.lang,at=null;if(from===l)return;
    all('article[lang='+from+'] [id],.shared>[id]',function(e){var t=e.getBoundingClientRect();if(t.height&&t.top<160)at=e});
    name(l);keep('kosh-language',l);
    var to=at&&window.scrollY>200?d.getElementById(at.id.indexOf(from+'-')?at.id:l+at.id.slice(2)):null;
    if(to)to.scrollIntoView()}
    all('.languages a',function(a){a.addEventListener('click',function(e){e.preventDefault();
    choose(a.hreflang);history.replaceState(null,'','#'+a.hreflang)})});
    var b=d.querySelector('.theme');if(b){b.hidden=false;b.addEventListener('click',function(){
    var dark=h.dataset.theme?h.dataset.theme==='dark':matchMedia('(prefers-color-scheme: dark)').matches;
    h.dataset.theme=dark?'light':'dark';keep('kosh-theme',h.dataset.theme)})}
    function arrive(){var id='';try{id=decodeURIComponent(location.hash.slice(1))}catch(e){}
    var m=/^(en|ru|kk)(-|$)/.exec(id);if(m)name(m[1]);
    var t=id&&d.getElementById(id);if(!t)return;
    var c=t.closest('.claims');if(c&&!t.getClientRects().length){c.querySelector('input[value=all]').checked=true}
    for(var p=t;p;p=p.parentElement)if(p.tagName==='DETAILS')p.open=true;
    if(!/^(en|ru|kk)$/.test(id))t.scrollIntoView()}
    addEventListener('hashchange',arrive);name(h.dataset.lang);if(location.hash)arrive();
    d.addEventListener('click',function(e){var a=e.target.closest&&e.target.closest('a[href^="#cell-"]');if(!a)return;
    all('.hit',function(c){c.classList.remove('hit')});if(!a.dataset.run)return;
    var r=a.dataset.run.split(' '),base=decodeURIComponent(a.hash.slice(1)).replace(/-\\d+-\\d+$/,'');
    for(var i=+r[1];i<=+r[2];i++){var c=d.getElementById(base+'-'+i+'-'+r[0]);if(c)c.classList.add('hit')}})})()
    """
}
