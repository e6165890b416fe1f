import { Alerte, Carte, Instant, Titre } from '../platform/interface/index.ts'

type Vue = { quand: string; etat: string; finA: string | null; href: string | null }
type Props = { nom: string; naissance: string; numero: string; convocations: Vue[] }
/**
 * What a court sees of a person whom it convoked, or who is convoked to it: who, which convocation,
 * until when.
 */
export const ConvoqueParVotreJuridiction = ({ nom, naissance, numero, convocations }: Props) => (
  <div class="fil-pile">
    <Titre>{nom}</Titre>
    <p>
      {naissance} · {numero}
    </p>
    <Alerte>
      Votre juridiction ne voit que la convocation, pas le dossier. Pour plus : une saisine du
      service qui suit la personne.
    </Alerte>
    <Carte titre={convocations.length > 1 ? 'Convocations' : 'Convocation'}>
      <ul class="fil-liste">
        {convocations.map(convocation => (
          <li>
            {convocation.href ? (
              <a href={convocation.href}>{convocation.quand}</a>
            ) : (
              convocation.quand
            )}
            {convocation.etat === 'annulee' && ' (annulée)'}
            {convocation.finA && (
              <span class="fil-discret">
                {' '}
                · visible jusqu’au <Instant a={convocation.finA} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Carte>
  </div>
)
