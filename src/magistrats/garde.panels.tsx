import { Carte, type FormState, Texte, valeur } from '../platform/interface/index.ts'

export type ChampGarde = [name: string, libelle: string]

/**
 * A form that closed while it was being filled in: what was typed is shown again, to be copied,
 * beside the sentence that refuses it.
 */
export const TexteGarde = ({ state, champs }: { state: FormState; champs: ChampGarde[] }) => {
  const refuse = state.refusals.length > 0
  const ecrits = champs.filter(
    ([name], i) =>
      champs.findIndex(champ => champ[0] === name) === i && valeur(state, name).trim() !== '',
  )
  return refuse && ecrits.length > 0 ? (
    <Carte titre="Ce que vous aviez écrit n’est pas envoyé">
      {ecrits.map(([name, libelle]) => (
        <>
          <p class="fil-discret">{libelle}</p>
          <Texte>{valeur(state, name)}</Texte>
        </>
      ))}
    </Carte>
  ) : null
}
