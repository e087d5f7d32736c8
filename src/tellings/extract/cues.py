# ruff: noqa: E501 - a pattern is easier to check on one line
"""Cues of page furniture: closed lists of what sites print around an article, in nine languages.

A cue in running prose is no furniture ("subscribe" may be what the story is about): these patterns are
anchored at the line's start or cover the line, and `furniture.py` shields lines that read like prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property

from tellings.extract.sieve import Sieve, holds, needed


class AnyCase:
    """A pattern written in small letters that is looked for in the small letters of a text.

    Two to four times as fast as `re.IGNORECASE`, which cannot skip by the first letter; and where the text holds
    nothing that every match needs, the pattern is not tried. Matches are places in `text.lower()`, which is longer
    than the text for one letter (İ): only whether and what matters, not where.
    """

    def __init__(self, pattern: str) -> None:
        self._pattern = re.compile(pattern)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match anywhere."""
        low = text.lower()
        return self._pattern.search(low) if self._may(low) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        low = text.lower()
        return self._pattern.fullmatch(low) if self._may(low) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches."""
        low = text.lower()
        return self._pattern.finditer(low) if self._may(low) else iter(())

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return needed(self._pattern.pattern)

    def _may(self, low: str) -> bool:
        return holds(low, self._words)


#: Networks and actions of a sharing bar. A line made of nothing else (and a few small words) is one.
SHARE_WORDS = frozenset(
    """facebook twitter tweet x pinterest pin email e-mail mail print printer whatsapp telegram linkedin reddit tumblr
    flipboard messenger pocket google google+ viber vk vkontakte line wechat weibo xing sms bluesky threads mastodon
    instagram youtube tiktok snapchat digg stumbleupon share shares sharing bookmark save copy link like likes comment
    comments rss gmail skype ok odnoklassniki compartir compartilhar partager partage teilen condividi condividere delen
    поделиться imprimir imprimer drucken stampa enviar envoyer senden invia guardar merken copiar tuitear tweeter twittern
    correo poslať печать""".split()
)
SHARE_SMALL = frozenset(
    """this article story page post on via with to it the by in a an and or your friend friends us tu su cet este este
    diesen den questo artikel artículo articulo article artigo articolo en em auf sur su per mit de la le et y e und o
    +1 0 more new window opens click""".split()
)
SHARE_STRONG = frozenset(
    """facebook twitter tweet pinterest whatsapp telegram linkedin reddit tumblr flipboard share shares email e-mail print
    compartir compartilhar partager teilen condividi delen поделиться tuitear bookmark""".split()
)

_FULL: tuple[tuple[str, str], ...] = (
    # -- share
    ("share", r"(?:read or )?share (?:this|on|via|to|with)\b.{0,60}"),
    ("share", r"like this:?(?: like)?(?: loading)?[.… ]{0,4}"),
    ("share", r"\d[\d.,]*k? (?:shares?|likes?|retweets?|views?|visits?)\b.{0,30}"),
    ("share", r"\(?visited \d[\d,]* times\b.{0,40}"),
    ("share", r"(?:copy|copied) link\b.{0,40}"),
    ("share", r"(?:e-?mail|print|save) (?:this )?(?:article|story|page)\b.{0,40}"),
    ("share", r"%d bloggers like this:?"),
    # -- comments
    ("comments", r"leave (?:a|your) (?:reply|comment)\b.{0,140}"),
    ("comments", r"(?:post|add|write|submit|make) (?:a|your) comments?\b.{0,60}"),
    ("comments", r"your (?:e-?mail )?(?:name|address|comment|website|email|e-mail address|email address)\*?:?"),
    ("comments", r"(?:your )?e-?mail address will not be published\b.{0,100}"),
    ("comments", r"required fields are marked\b.{0,20}"),
    ("comments", r"(?:\d+ (?:pending )?)?comments?(?: ?\(\d+\)| ?: ?\d*| \d+)?"),
    ("comments", r"(?:view|show|see|read|load|hide|expand|join) (?:all |more |the |\d+ )*(?:comments?|conversation|discussion)\b.{0,60}"),
    ("comments", r"comments? (?:are|is|have been|section is)? ?(?:now )?(?:closed|disabled|off|moderated)\b.{0,80}"),
    ("comments", r"(?:be the first (?:one )?to|no) comments?\b.{0,40}"),
    ("comments", r"save my name, e-?mail\b.{0,120}"),
    ("comments", r"you must (?:be logged in|log ?in|be registered|enter the characters)\b.{0,120}"),
    ("comments", r"(?:log|sign) ?in to (?:leave|post|comment|reply|read|continue)\b.{0,80}"),
    ("comments", r"welcome to the (?:discussion|conversation)\b.{0,240}"),
    ("comments", r"please (?:keep (?:your )?comments|avoid obscene|be respectful|read our comment)\b.{0,240}"),
    ("comments", r"posted by .{1,60}\| ?\d+ comments?"),
    ("comments", r"what do you think\?.{0,100}"),
    ("comments", r"noticed (?:a|an) (?:mistake|error|typo)\?.{0,100}|report (?:a|an) (?:error|typo|mistake)\b.{0,80}"),
    ("comments", r"(?:deja|escribe) (?:un|tu) comentario\b.{0,80}|laisser un commentaire\b.{0,80}|kommentare?(?: ?\(\d+\))?"),
    ("comments", r"(?:schreiben sie|hinterlassen? sie) (?:einen|ihren) kommentar\b.{0,80}|lascia un commento\b.{0,80}"),
    ("comments", r"(?:deixe|envie) (?:um|seu) comentário\b.{0,80}|(?:оставить|добавить) комментарий\b.{0,80}|комментарии(?: ?\(\d+\))?"),
    ("comments", r"(?:tu|su) (?:dirección de )?correo electrónico no será publicad[oa]\b.{0,120}"),
    ("comments", r"votre adresse e-?mail ne sera pas publiée\b.{0,120}|deine e-?mail-adresse wird nicht veröffentlicht\b.{0,120}"),
    ("comments", r"commentaires?(?: ?\(\d+\))?|comentarios?(?: ?\(\d+\))?|commenti(?: ?\(\d+\))?|comentários?(?: ?\(\d+\))?"),
    # -- related
    ("related", r"(?:read|see|watch) (?:also|more|next|this next)\b ?[:|–—-]?.{0,200}"),
    ("related", r"related(?: (?:news|stor(?:y|ies)|articles?|posts?|content|links?|topics?|coverage|reading|video))?(?: ?[:|–—-].{0,240})?"),
    ("related", r"(?:you (?:may|might) also (?:like|be interested in)|recommended(?: for you| reading| stories)?|don'?t miss|must[- ]reads?"
                r"|editor'?s'? (?:picks?|choice)|more (?:stories|news|headlines|top stories|from|on this|local news|like this)"
                r"|top (?:stories|news|trending)|latest (?:news|stories|headlines)|in case you missed it|what others are (?:reading|clicking on)"
                r"|trending(?: now| stories)?|popular(?: now| stories| posts)?|also on .{1,30}|up next|see also|in pictures)\b ?(?:[:|–—-].{0,240}|.{0,30})"),
    ("related", r"most (?:popular|read|viewed|shared|commented|watched|discussed)\b ?(?:[:|–—-].{0,300}|.{0,40})"),
    ("related", r"[«‹<←]{1,2} ?(?:prev(?:ious)?|older|back)\b.{0,200}|(?:next|newer|previous|older) (?:post|article|story|page)\b.{0,200}"),
    ("related", r"(?:prev(?:ious)?|next) ?[:»›>→].{0,200}"),
    ("related", r"(?:(?:lea|lee|leer|ver|vea) (?:también|tambien|más|mas)|noticias relacionadas|te puede interesar|más leíd[ao]s)\b.{0,200}"),
    ("related", r"(?:lire (?:aussi|également)|à lire (?:aussi|également)?|sur le même sujet|les plus lus)\b.{0,200}"),
    ("related", r"(?:lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu)|das könnte sie (?:auch )?interessieren|meistgelesen)\b.{0,200}"),
    ("related", r"(?:leggi anche|potrebbe interessarti|i più letti|leia (?:também|mais)|veja também|mais lidas|читайте также|смотрите также|lees ook)\b.{0,200}"),
    # -- navigation
    ("navigation", r"(?:home|menu|search|close|skip|sections?|back|top|back to (?:top|home|news|all news)|site map|sitemap|login|log ?in|sign ?in|register"
                   r"|skip to (?:main )?(?:content|navigation)|toggle navigation|loading|print|email|enlarge|photos?|videos?|gallery|expand|collapse|pause|play|mute|more|text size|a a|imprint|impressum|privacy(?: policy)?|terms(?: of (?:use|service))?)[:.… ]{0,3}"),
    ("navigation", r"(?:story|article|text) continues (?:below|after)\b.{0,60}|continue reading\b.{0,80}|scroll (?:down|to)\b.{0,60}"),
    ("navigation", r"(?:advertisement|advertising|sponsored(?: content| by)?|paid content|promoted|ad|anzeige|werbung|publicidad|publicité|pubblicità|publicidade|реклама)(?: ?[:–—-].{0,60})?"),
    ("navigation", r"(?:please )?enable java ?script\b.{0,80}|this (?:slideshow|site|page|video) requires java ?script\b.{0,40}"),
    ("navigation", r"\d{1,2}[- ]?min(?:ute)?s?(?: ?read| to read)?|(?:reading time|read time|lesezeit|tiempo de lectura|temps de lecture) ?:? ?\d{0,3}.{0,20}"),
    ("navigation", r".{1,60}\| ?\d{1,2} min(?:ute)?s?(?: read)?"),
    ("navigation", r"page \d+ of \d+|\d+ of \d+|\d{1,2}:\d{2}(?: ?/ ?\d{1,2}:\d{2})?|[-.,·•*_=~ ]{1,200}"),
    ("navigation", r"(?:click|tap|press) (?:here|on)\b.{0,120}|(?:subscribers|members|you) can (?:now )?listen\b.{0,60}|listen to (?:this )?(?:article|story)\b.{0,60}"),
    ("navigation", r"(?:watch|view|see|play) (?:the |this )?(?:video|gallery|photos|slideshow|story)(?: here| below| above| now)?[:.!]?|having trouble viewing\b.{0,140}"),
    ("navigation", r"\{\*.{0,120}|.{0,80}\{\* \w+ \*\}.{0,80}"),
    ("navigation", r"shop (?:the|our|now)\b.{0,80}|buy (?:tickets|now)\b.{0,60}"),
    ("navigation", r"\[e-?mail.protected\]"),
    # -- codes and tags
    ("other", r"(?:story|news|article|item|doc(?:ument)?|post)? ?(?:code|id|ref(?:erence)?)(?: ?(?:no|number))?\.? ?[:#] ?[\w./-]{1,40}"),
    ("other", r".{0,40}\bstory ref\b.{0,120}"),
    ("other", r"(?:tags?|topics?|filed under|categor(?:y|ies)|keywords?|labels?|posted in|sections?|etiquetas|temas|mots[- ]clés|schlagw(?:ort|örter)|themen|tag|метки|теги|trefwoorden) ?[:|].{0,240}"),
    ("!other", r"a version of this (?:article|story) (?:appears|appeared)\b.{0,200}"),
    ("other", r"18\+.{0,120}|.{0,40}\bgamble responsibly\b.{0,60}"),
    ("other", r"check against delivery\.?|embargoed? (?:until|till)\b.{0,60}"),
    ("other", r"(?:press|media) release (?:no|number|nr)\b.{0,60}|.{3,90}[–—|-] ?press release (?:no|number|nr)\b.{0,40}"),
    ("other", r"(?:for )?(?:media|press|further|general)? ?(?:contacts?|enquiries|inquiries|queries|information)(?: for (?:media|press|the media|editors))?:.{0,240}"),
    ("other", r"(?:letters to the editor|write to us|contact (?:us|the newsroom|the newsdesk)|e-?mail us)\b.{0,160}"),
    ("other", r"(?:got|have|do you have) (?:a|any) (?:story|tip|news tip|news|question)\b.{0,200}"),
    ("!other", r"compiled (?:from|by)\b.{0,80}\b(?:reports?|agencies|wires?|staff)\.?"),
    # -- cookies and accounts
    ("notice", r"(?:we|this (?:web)?site|our (?:web)?site) (?:and our partners )?uses? cookies?\b.{0,300}|cookies? (?:policy|settings|preferences|notice)\b.{0,60}"),
    ("notice", r"(?:accept (?:all|cookies)|manage (?:choices|cookies|preferences)|reject all)\b.{0,80}"),
    ("notice", r"by (?:continuing to (?:browse|use)|using (?:this|our) (?:site|website)|submitting (?:your|this)|signing up|registering|subscribing)\b.{0,200}"),
    ("notice", r"(?:utilizamos|usamos) cookies\b.{0,200}|(?:nous utilisons|ce site utilise) des cookies\b.{0,200}|(?:wir verwenden|diese (?:website|seite) verwendet) cookies\b.{0,200}"),
    ("notice", r"(?:questo sito utilizza|utilizziamo i) cookie\b.{0,200}|мы используем (?:файлы )?cookie\b.{0,200}"),
    ("subscribe", r"(?:already (?:have an account|a subscriber|registered)|not (?:a member|registered) yet|forgot(?:ten)? (?:your )?password|create (?:an|your) account|want to become a)\b.{0,120}"),
    ("subscribe", r"thank you for (?:registering|signing up|subscribing|visiting|reading)\b.{0,120}|why are we asking this\?.{0,40}"),
    ("subscribe", r"(?:we have sent (?:you )?a|please check your e-?mail|please confirm or modify|no e-?mail address was supplied|welcome back\. please)\b.{0,240}"),
    ("subscribe", r"(?:your notification has been|there was a problem saving|e-?mail notifications are only|if you do not receive the verification|whenever .{1,60} posts new content)\b.{0,240}"),
    ("subscribe", r"sign in (?:using|with|to)\b.{0,100}"),
    # -- pitches
    ("subscribe", r"(?:subscribe|sign up|register|signup)\b(?: (?:now|today|here|to|for|and|free)\b.{0,240}|[!.:]?)"),
    ("subscribe", r"(?:discover more from)\b.{0,80}|(?:type your email|enter your e-?mail)\b.{0,80}"),
    ("subscribe", r"(?:get|receive) (?:the|our|all the|breaking|news|daily|unlimited|five|more)\b.{0,160}\b(?:inbox|e-?mail|newsletter|alerts?|delivered|posts|phone|app|android|apps|today)\b.{0,100}"),
    ("subscribe", r"(?:join|follow|like|find|add) (?:us|our|\w[\w'’&. ]{0,40}(?:'s|’s))\b.{0,60}\b(?:channel|group|telegram|whatsapp|facebook|twitter|instagram|x|threads|bluesky|linkedin|youtube|google news|community|page|newsletter)\b.{0,160}"),
    ("subscribe", r"(?:join|follow|like) (?:\w[\w'’&.]{0,30} ){1,5}(?:on|via) (?:the )?(?:\w+ )?(?:facebook|twitter|instagram|x|threads|bluesky|telegram|whatsapp|linkedin|youtube|google news)\b.{0,120}"),
    ("subscribe", r"follow .{1,40}: (?:facebook|twitter).{0,40}"),
    ("subscribe", r"join the conversation\b.{0,100}|stay up to date\b.{0,100}"),
    ("subscribe", r"(?:[>» ]{0,4})download (?:the|our)\b.{0,100}\bapps?\b.{0,100}|.{1,40}\bapp: get\b.{0,120}|(?:free apps)\b.{0,60}"),
    ("subscribe", r"(?:support|back|fund) (?:our|us|independent|quality|local|free)\b.{0,60}\b(?:journalism|reporting|work|news|newsroom|us)\b.{0,160}"),
    ("subscribe", r"(?:donate|become a (?:member|subscriber|supporter|patron)|start your .{0,20}trial|you have \d+ (?:free )?articles?\b.{0,30})\b.{0,160}"),
    ("subscribe", r"(?:like|enjoy|enjoyed|liked|love) (?:what you(?:'re|’re| are) reading|this(?: (?:article|story|post))?)\?.{0,240}"),
    ("subscribe", r"(?:stay|stick) (?:with|tuned to) .{1,60}\b(?:for|as) (?:the latest|more|updates|this story|further|continuing)\b.{0,100}"),
    ("subscribe", r"(?:check|come) back (?:at|with|here|to|on|soon|later)\b.{0,60}\b(?:for|as)\b.{0,80}"),
    ("subscribe", r"(?:refresh|watch|keep checking|count on) .{1,80}\bfor (?:late-breaking |the latest |more |breaking )?(?:updates|news|details|the latest)\b.{0,60}"),
    ("subscribe", r"(?:suscríbete|suscribirse|suscríbase|abonnez-vous|s'abonner|inscrivez-vous|jetzt abonnieren|abonnieren sie|newsletter abonnieren|iscriviti|abbonati|assine|inscreva-se|подпишитесь|подписывайтесь|abonneer)\b.{0,200}"),
    ("subscribe", r"(?:síguenos|síganos|suivez-nous|folgen sie uns|seguici|siga-nos|volg ons)\b.{0,160}"),
    # -- what readers may do, in other words
    ("comments", r".{0,40}\b\d+ comments?\b(?: ?[|·•-].{0,60}| \w+ by\b.{0,40})?"),
    ("comments", r"(?:reader|user) comments?\b.{0,120}|loading(?: the)? comments?.{0,20}|(?:share|give us|tell us|let us know) (?:your|what) (?:views?|thoughts?|opinions?|comments?|you think)\b.{0,100}"),
    ("comments", r"have your say\b.{0,120}|house rules\b.{0,80}|was this (?:article|story|page|information) (?:helpful|useful|interesting)\b.{0,60}|(?:rate|like|dislike) this (?:article|story|post)\b.{0,40}"),
    ("comments", r"(?:report|flag|spotted|see|found) (?:a |an |this )?(?:problem|error|mistake|bad translation|inaccuracy|ad|comment)s?\b.{0,80}"),
    ("share", r"(?:gift|e-?mail|send|forward|tweet|save|bookmark|print|listen to) (?:this|the) (?:article|story|page|post|link|podcast)\b.{0,60}|save (?:for later|to reading list)|open (?:this )?in (?:the )?app"),
    ("share", r"(?:(?:views?|hits?|reads?|shares?|likes?|visits?|impressions) ?:? ?[\d.,]+k?(?: ?[|·•/-] ?)?){1,4}"),
    ("share", r"whatsapp (?:us|the newsroom)\b.{0,60}|breaking news\? .{0,100}"),
    # -- accounts, offers, help
    ("subscribe", r"(?:don'?t|do not) have an account\b.{0,80}|already (?:subscribed|a member|registered|signed up)\b.{0,80}|(?:log|sign) ?in (?:or (?:register|subscribe|sign ?up)|now|here)?[.!]?"),
    ("subscribe", r"(?:want|looking for|like) (?:more|stories|news|articles)\b.{0,60}\?.{0,160}"),
    ("subscribe", r"(?:you are|you're|you have been) reading (?:a|an|one of|your)\b.{0,120}|.{0,60}\b\d+ of \d+ (?:free )?(?:articles? )?(?:remaining|left|read)\b.{0,40}"),
    ("subscribe", r"(?:turn on|enable|allow|switch on|get|set up) (?:push |email |our |news )?(?:notifications?|alerts?)\b.{0,100}"),
    ("subscribe", r"(?:try|get|enjoy) (?:the .{1,30} )?(?:for )?(?:\d+|one|two|three|four|six|twelve) (?:days?|weeks?|months?)\b.{0,60}|(?:special|limited|introductory|exclusive) (?:time )?offer\b.{0,100}"),
    ("subscribe", r".{0,30}\bsubscriptions? (?:from|for|starting|offer)\b.{0,60}|(?:only )?[€$£]\s?\d[\d.]* (?:a|per|for the first|for|/) ?(?:week|month|year|first month)\b.{0,80}"),
    ("subscribe", r"help us (?:improve|keep|stay|continue)\b.{0,120}|take (?:our|a|part in our) .{0,30}survey\b.{0,60}|support us\b.{0,60}|support (?:the )?\w+(?: \w+)? today\b.{0,40}|(?:buy|order) (?:this|a|prints?|the) (?:photo|picture|print|copy|e-paper)\b.{0,40}"),
    ("subscribe", r"join (?:over |more than |our |the )?[\d.,]+[km]? (?:other )?(?:readers|subscribers|people|members|followers)\b.{0,120}|stay (?:informed|connected|in the loop|in touch|ahead|up to speed)\b.{0,120}"),
    ("subscribe", r"(?:follow|subscribe to) (?:@\w+|(?:this )?(?:topic|author|tag|reporter|story)s?\b|us\b).{0,60}|continue in (?:the )?app\b.{0,60}|get (?:our|the) (?:free )?app\b.{0,60}|available on (?:ios|android|the app store|google play)\b.{0,40}"),
    ("subscribe", r"(?:start|begin) your (?:day|morning|week)\b.{0,120}|(?:the|our) (?:best|latest) .{0,40}\b(?:straight|direct(?:ly)?|delivered) to your\b.{0,60}|.{0,60}\b(?:in|to) your inbox\b.{0,120}"),
    # -- pointers to other pages
    ("related", r"(?:in other news|elsewhere|earlier|previously|more on|more about|more by|more from|latest from|latest on|also in this (?:issue|edition|section)|also today|from the archives?|from our archives?|from around the web|around the web|popular in|trending in|next up|coming up)\b ?(?:[:|–—▸►>-].{0,200}|[\w '’&]{0,40})"),
    ("related", r"(?:today's |this week's |our |the )?(?:most[- ](?:read|popular|viewed|shared)|top (?:\d+|ten|five|three)|trending|popular|promoted|sponsored|recommended|related|featured|suggested) (?:stories|story|articles?|posts?|content|links?|videos?|topics?|news|this week|today|in \w+|on \w+)\b.{0,40}"),
    ("related", r"(?:recommended|promoted|powered|sponsored|content|ads) by\b.{0,40}|(?:follow|explore|discover) (?:more|topic|topics)\b.{0,80}|(?:about the author|the author|topics? (?:in|of) this (?:article|story))\b ?:?.{0,160}"),
    ("related", r"(?:watch|listen|video|audio|podcast|gallery|photo gallery|photos|pictures|slideshow|explainer|interactive|map|infographic|quiz|poll|opinion|analysis|comment|read|live updates?|live blog|must see|see) ?(?::|\||\()\s?.{0,160}"),
    ("related", r"(?:prev|previous|next|older|newer)(?: (?:story|article|post|page))?s? ?(?::|\||»|›|→|>).{0,200}|(?:older|newer|previous|next) (?:posts?|stories|articles|entries)\b.{0,20}"),
    ("related", r"(?:weitere (?:artikel|meldungen|themen|nachrichten)|meistgelesene? artikel|auch interessant|mehr (?:nachrichten|artikel|von|aus)|plus d'(?:articles|infos)|articles (?:liés|similaires)|otras noticias|más noticias|altre notizie|articoli correlati|outras notícias|notícias relacionadas|похожие (?:новости|статьи)|по теме|другие новости|gerelateerd(?:e artikelen)?|meer nieuws)\b.{0,120}"),
    # -- questions to the reader, disclaimers
    ("comments", r"(?:do|have|are|were|did|got|want|know|need) (?:you|a|an|any|something|more|to)\b[^.?!]{0,80}\? (?:please )?(?:send|ring|call|e-?mail|text|write|tell|share|contact|let us|get in touch|message|drop|sign|join|click|see)\b.{0,200}"),
    ("comments", r"was this (?:helpful|useful|interesting)\?.{0,30}"),
    ("!notice", r"(?:the )?(?:views|opinions) expressed\b.{0,200}"),
    ("navigation", r"(?:write|work|advertise) (?:for|with) us\b.{0,40}|(?:view|read|open) in (?:the |our )?(?:app|browser)|advertisement feature"),
    ("subscribe", r"(?:your )?(?:donations?|contributions?|support) (?:keeps?|helps?|funds?|makes?)\b.{0,60}\b(?:site|journalism|us|reporting|possible|running|newsroom)\b.{0,60}"),
    # -- finding one's way
    ("navigation", r"skip (?:ad|ads|advertisement|advert|to)\b.{0,40}|(?:hide|show|view|see|load|read) (?:all|more|less|full|the full)\b.{0,40}|(?:jump|go|back|return|scroll) to\b.{0,40}"),
    ("navigation", r"(?:(?<!\d)\d{1,3}(?!\d)|…|\.\.\.|next|prev(?:ious)?|first|last|page|of|[ |›»«‹<>-]){2,40}"),
    ("navigation", r"(?:text|font) size\b.{0,20}|(?:photo |picture |image )?gallery(?: ?\(\d+\))?|print (?:edition|version|issue)\b.{0,60}|(?:desktop|mobile|full|classic) (?:site|version)|(?:choose|select) (?:your )?(?:edition|language|region)\b.{0,40}"),
    ("navigation", r"(?:edition|region|language|section|weather|traffic|games|classifieds) ?:.{0,120}"),
    ("navigation", r"\[? ?(?:ad|ads|advert|advertisement|sponsored|promoted|publicidad|anzeige|werbung) ?\]?"),
    # -- the house's own notices
    ("other", r"(?:article|story|news|document|item|page|source)? ?(?:id|ref|reference|code|nr|no)\.? ?[:#]? ?[A-Z]{0,5}[\d/.-]{3,20}(?:[-/]?[A-Z])?"),
    ("other", r"(?:story|article|copy|text) (?:filed|sent|uploaded|ref)\b.{0,80}"),
    ("other", r"[-–—# *]*(?:ends?|30|###|end of (?:story|release|article)|ende|fin)[-–—# *]*"),
    ("!other", r"this (?:article|story|report) (?:was |is |has been |also |first |originally )*(?:published|appears?|appeared|printed|runs?|ran)\b.{0,40}\b(?:print|paper|issue|edition|magazine)\b.{0,80}"),
    ("!other", r"for (?:further|more|additional|press|media|general) (?:information|details|enquiries|inquiries|queries|interviews)\b,? ?(?:please )?(?:contact|call|visit|e-?mail|see|write|go to)\b.{0,160}"),
    ("other", r"(?:press|media|public) (?:contacts?|relations|office|enquiries|inquiries)\b.{0,120}|contacts? (?:for|details|person|information)\b.{0,160}"),
    ("!other", r"(?:contact|e-?mail|write to|call|reach) (?:the )?(?:author|reporter|writer|newsroom|newsdesk|press office|editor|us)\b.{0,140}|send (?:us )?(?:your )?(?:tips|news|letters|stories|photos|pictures)\b.{0,120}|(?:he|she|they) can be (?:reached|contacted|followed)\b.{0,120}"),
    ("!other", r".{2,60}\bis a member of the independent press standards\b.{0,160}|.{2,40}\b(?:adheres|subscribes) to the .{0,40}\b(?:code|standards)\b.{0,120}"),
    ("!notice", r"(?:this (?:site|website|form|page)|protected by) (?:is )?(?:protected by )?.{0,10}recaptcha\b.{0,140}|by (?:clicking|continuing|accepting|using|entering|providing)\b.{0,20}\b(?:you|accept|agree|email|here)\b.{0,160}"),
    ("notice", r"(?:manage|change|update|review) (?:your |my )?(?:cookies?|privacy|consent|preferences|settings|choices)\b.{0,60}|cookies (?:help|allow|enable|are used|make)\b.{0,200}|(?:cookie|privacy|consent) (?:policy|notice|settings|preferences|statement)\b.{0,60}"),
    ("notice", r".{0,60}\b(?:todos los derechos reservados|tous droits réservés|alle rechte vorbehalten|tutti i diritti riservati|todos os direitos reservados|все права защищены|alle rechten voorbehouden|reproduction (?:in whole or in part )?(?:is )?(?:prohibited|forbidden)|republishing without permission)\b.{0,120}"),
    ("subscribe", r"(?:jetzt|hier) (?:kostenlos|gratis|abonnieren|anmelden|testen|registrieren)\b.{0,80}|(?:essayez|profitez|testez)\b.{0,80}\b(?:gratuit|offre|euros?)\b.{0,40}|(?:prueba|disfruta|hazte)\b.{0,60}\b(?:gratis|socio|suscriptor)\b.{0,40}"),
)  # fmt: skip


@cache
def full() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Patterns that cover a whole line (after list marks), with the label they give; "!" also when it is a sentence."""
    return tuple((label, re.compile(rf"(?:{form})", re.I)) for label, form in _FULL)


#: Forms that may begin with anything: tried by what else they need. The others are done with their first letters.
_LOOSE = re.compile(r"(?:^|\|)(?:\(\?:)*\.\{")
_ANY_TIGHT = re.compile("|".join(f"(?:{form.replace('A-Z', 'a-z')})" for _, form in _FULL if not _LOOSE.search(form)))
_ANY_LOOSE = Sieve([form for _, form in _FULL if _LOOSE.search(form)], re.I)


def any_full(line: str) -> bool:
    """Whether any of `full()` may match: most lines are done with that."""
    return _ANY_TIGHT.fullmatch(line.lower()) is not None or _ANY_LOOSE.fullmatch(line)


#: "RELATED: ...", "MORE: ...", "READ ALSO ...": a shouted pointer at a line's start.
POINTER = re.compile(
    r"(?=[A-Z’' ]*\b(?:RELATED|READ|READING|MORE|ALSO|NEXT|WATCH|LISTEN|SEE|STORY|PHOTOS?|VIDEO|GALLERY|EXPLAINER|EXPLAINED|PICTURES|MISS|LIVE|NOW|LATEST"
    r"|POPULAR|TRENDING|RECOMMENDED|PODCAST|QUIZ|POLL|PICKS?|BLOG)\b)[A-Z][A-Z’' ]{2,30}\s?(?::|\||»|>|–|—)\s?\S"
)
#: What only a page or a press office writes: one of these in a short line that reports nothing, and it is theirs.
MACHINERY = Sieve(
    r"wordpress|affiliate links?|earn a commission|\(opens in (?:a )?new (?:window|tab)\)|browser does not support|video tag|javascript|recaptcha|ctrl ?\+"
    r"|cookie policy|privacy policy|terms (?:of (?:use|service)|and conditions)|t&cs\b|\brss\b|(?:do not|don'?t) (?:sell|share) my|ad choices|adblock|high[- ]res(?:olution)? (?:images|photos)"
    r"|registered office|company (?:no|number|reg)|\bvat (?:no|number|reg)|all rights reserved|not available in your (?:region|country)|an error occurred\. |try again later"
    r"|for subscribers only|subscriber[- ]only|members? exclusive|premium content|unlock (?:this|all|unlimited)|(?:ai|machine)[- ]generated|\blog ?in\b|\bsign ?up\b|opt[- ]out"
    r"|uncategori[sz]ed|posted in\b|tagged\b.{0,60},|view all posts|\bdoc\. no|\bweb id\b|\bwire ref\b|press (?:desk|office) (?:on|at|contact)|\bcomments? (?:have been|are|were)\b"
    r"|\bour (?:homepage|website|youtube channel|blog|podcast|newsletter|app|shop|archive)\b|add your (?:e-?mail )?address|follow (?:it |us )?live\b|swipe (?:left|right|up) (?:for|to)\b"
    r"|members? of the press council|editorial (?:standards|policy|guidelines)|corrections? policy|corrections: ",
    re.I,
)  # fmt: skip
#: Words of a pitch; a line needs two of them, an address to the reader, and no reporting verb.
PITCH = AnyCase(
    r"\b(?:subscri(?:be|ber|bers|ption)|sign(?:ing)? up|newsletters?|inbox|download|free app|our app|mobile app|follow us|join our|whatsapp|telegram"
    r"|breaking news alerts?|notifications?|get the latest|latest (?:posts|headlines)|independent (?:journalism|news)|quality journalism|reader[- ](?:supported|funded)"
    r"|funded by (?:our )?readers|support (?:our|us|independent)|donat(?:e|ion)|chip(?:ping)? in|become a (?:member|subscriber|supporter)|free articles?"
    r"|premium|free trial|trial|forward it|click here|tap here|log ?in|register(?:ed)?|never miss|unlimited|every (?:morning|weekday|day|week)|delivered"
    r"|unsubscribe|podcast|crossword|sudoku|puzzles|paywall|ad-free|a month|per month|today only|cookies?|cookie policy|privacy policy|accept|contribution|every article)\b",
)  # fmt: skip
#: A pitch asks for something at the beginning of a sentence.
IMPERATIVE = AnyCase(
    r"(?:^|[.!?:;|–—-]\s+|,\s)(?:please |now |and )?(?:sign up|subscribe|download|get|receive|join|follow|support|like|click|tap|become|donate|start|consider|forward"
    r"|register|log ?in|never miss|don'?t miss|read|enjoy|try|keep|help|make|visit|check|stay|upgrade|buy|choose|accept|manage|listen|welcome)\b",
)  # fmt: skip
ADDRESS = AnyCase(r"\b(?:you|your|yours|us|our|we|now|here|today|please|free)\b|[€$£]\s?\d")
#: Verbs with which articles report; a line with one of them is prose, not a pitch.
REPORTING = AnyCase(
    r"\b(?:said|says|told|added|adding|announced|according to|reported|reports that|stated|warned|claimed|denied|confirmed|explained|asked|replied"
    r"|dijo|declaró|afirmó|según|a déclaré|selon|sagte|erklärte|laut|ha detto|secondo|disse|afirmou|segundo|сказал|сказала|заявил|заявила|сообщил|сообщила)\b",
)  # fmt: skip
COPYRIGHT = Sieve(
    r"\(?\s?(?:tm and )?(?:©|\(c\)|copyright\b|&copy;)|.{0,80}\ball rights reserved\b|(?:©|copyright) ?(?:19|20)\d\d\b",
    re.I,
)
SYNDICATED = Sieve(
    r"syndicated (?:feed|content|source)|(?:not|n't) (?:been )?(?:edited|created) by|(?:auto(?:matically)?|auto-)[- ]?(?:generated|created|published)"
    r"|published (?:automatically )?(?:from|via) (?:a|an) (?:syndicated|agency|wire|rss) |wire (?:service|report|staff)",
    re.I,
)  # fmt: skip
