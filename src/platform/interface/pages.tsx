import type { VNode } from 'preact'
import { JETON_PLACEHOLDER } from './placeholders.ts'

/** What went wrong, in plain French, with the reference that finds it in the log. */
export const PageErreur = ({
  titre,
  message,
  reference,
  statut,
  reprise,
  relire,
}: {
  titre: string
  message: string
  reference: string
  statut: number
  /** What was being sent, sealed for who typed it. */
  reprise?: string | null
  /** The address to ask again, when that may be enough. */
  relire?: string | null
}) => (
  <div class="fil-formulaire">
    <h1>{titre}</h1>
    <p>{message}</p>
    {reprise && (
      <form method="post" action="/reprendre">
        <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
        <input type="hidden" name="reprise" value={reprise} />
        <p>
          Ce que vous aviez écrit n’est pas perdu : il est gardé dans cette page, pour vous seul.
        </p>
        <button class="ds-button" type="submit">
          Retrouver ce que j’avais écrit
        </button>
      </form>
    )}
    <p class="fil-actions">
      {relire && (
        <a class="ds-button" data-variant="secondary" href={relire}>
          Essayer de nouveau
        </a>
      )}
      <a href="/">Retour à ma journée</a>
    </p>
    <p class="fil-discret">
      Référence à donner à l’assistance : {reference} ({statut})
    </p>
  </div>
)

type PageFermeeProps = {
  titre: string
  message: string
  suite: { href: string; label: string } | null
  reste?: VNode | null
}
/**
 * A form that takes nothing any more says why, what would change that, and gives back what was
 * typed there.
 */
export const PageFermee = ({ titre, message, suite, reste }: PageFermeeProps) => (
  <div class="fil-formulaire">
    <h1>{titre}</h1>
    <p>{message}</p>
    <p class="fil-actions">
      {suite && (
        <a class="ds-button" data-variant="secondary" href={suite.href}>
          {suite.label}
        </a>
      )}
      <a href="/">Retour à ma journée</a>
    </p>
    {reste}
  </div>
)
