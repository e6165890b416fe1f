import type { Jour } from '../platform/date.ts'
import { Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import { type Cas, repondre, reponseEnMots } from './cas.examen.ts'
import { cas, parties } from './cas.referentiel.ts'

/**
 * Questions asked of the law, the answer that a jurist wrote, and what the software says today:
 * they must agree.
 */
export function CasDeDroit({ aujourdhui }: { aujourdhui: Jour }) {
  const contraires = cas.filter(
    cas => repondre(cas.demande, aujourdhui).dite !== cas.reponse,
  ).length
  const accord =
    contraires === 0
      ? 'Le logiciel répond à toutes comme la loi.'
      : `Le logiciel répond autrement à ${contraires} d’entre elles.`
  return (
    <div class="fil-pile">
      <Titre>Cas de droit</Titre>
      <p>
        {cas.length} questions, chacune avec la phrase de la loi qui y répond. {accord}
      </p>
      {parties.map(partie => (
        <section class="fil-pile-serree">
          <h2>{partie.titre}</h2>
          <Tableau
            legende={partie.titre}
            legendeInvisible
            empile
            lignes={partie.cas.map(cas => ({ ...cas, ...repondre(cas.demande, aujourdhui) }))}
            colonnes={[
              { label: 'Faits et question', entete: true, rendu: ligne => <Enonce {...ligne} /> },
              { label: 'Réponse', rendu: ligne => <Dite {...ligne} /> },
              { label: 'Source', rendu: ligne => ligne.source },
            ]}
          />
        </section>
      ))}
    </div>
  )
}

const Enonce = ({ faits, question }: Cas) => (
  <>
    {faits} <span class="fil-discret">{question}</span>
  </>
)
const Dite = ({ demande, reponse, dite, pourquoi }: Cas & ReturnType<typeof repondre>) => (
  <>
    {dite === reponse ? (
      reponseEnMots(dite, demande)
    ) : (
      <Pastille genre="alerte">
        Dit : {dite} ; attendu : {reponse}
      </Pastille>
    )}
    {pourquoi && <p class="fil-discret">{pourquoi}</p>}
  </>
)
