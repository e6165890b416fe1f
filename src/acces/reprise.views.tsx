import {
  Actions,
  Bouton,
  JETON_PLACEHOLDER,
  PORTEUR_PLACEHOLDER,
} from '../platform/interface/index.ts'

/** Words that somebody typed, told from what a form only carries: choices, identifiers, days. */
const estUnTexte = (texte: string) => texte.length > 20 && /\s/.test(texte)

/** By its key, a form that was already carried out is not carried out again. */
const sortIncertain = (champs: [string, string][]) =>
  champs.some(([nom]) => nom === '_cle')
    ? 'Nous ne savons pas si c’est déjà enregistré. Envoyez : rien ne sera fait deux fois, et la page suivante le dira.'
    : 'Nous ne savons pas si c’est déjà enregistré : vérifiez-le avant d’envoyer.'

/**
 * What was on its way, to be sent with one click or read again in its form; the texts are shown, to
 * be copied whatever comes next.
 */
export function Reprendre({
  chemin,
  champs,
  incertain,
}: {
  chemin: string
  champs: [string, string][]
  incertain: boolean
}) {
  const textes = champs.filter(([nom, valeur]) => !nom.startsWith('_') && estUnTexte(valeur))
  return (
    <form class="fil-formulaire" method="post" action={chemin}>
      <h1>Reprendre votre envoi</h1>
      <p>
        Ce que vous écriviez est ici, au complet.{' '}
        {incertain ? sortIncertain(champs) : 'Rien n’est encore enregistré.'}
      </p>
      <input type="hidden" name="_jeton" value={JETON_PLACEHOLDER} />
      <input type="hidden" name="_porteur" value={PORTEUR_PLACEHOLDER} />
      {incertain && <input type="hidden" name="_incertain" value="oui" />}
      {champs.map(([nom, valeur]) => (
        <input type="hidden" name={nom} value={valeur} />
      ))}
      {textes.map(([, valeur], i) => (
        <label class="ds-field">
          {textes.length > 1 ? `Texte ${i + 1}` : 'Votre texte'}
          <textarea class="ds-input" rows={Math.min(12, valeur.split('\n').length + 2)} readOnly>
            {valeur.startsWith('\n') ? `\n${valeur}` : valeur}
          </textarea>
        </label>
      ))}
      <Actions>
        <Bouton>Envoyer maintenant</Bouton>
        <Bouton variante="secondaire" name="_geste" value="relire">
          Relire d’abord
        </Bouton>
      </Actions>
    </form>
  )
}
