import { citationCourte, lieuDeLecture, referentiel } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import { Details, LeJour, Tableau, Titre } from '../platform/interface/index.ts'
import { adresseDe } from './recueil.views.tsx'
import { Lignes } from './regle.panels.tsx'

type Mention = (typeof referentiel.aRelire)[number]
const parGroupe = (mentions: readonly Mention[]): [string, Mention[]][] => {
  const groupes = new Map<string, Mention[]>()
  for (const mention of mentions) {
    const titre = referentiel.libelleDuGroupe(mention.entree.groupe)
    groupes.set(titre, [...(groupes.get(titre) ?? []), mention])
  }
  return [...groupes]
}
const combien = (nombre: number) => `${nombre} ${nombre > 1 ? 'valeurs' : 'valeur'}`

/**
 * What nobody has read yet, with what was read; a jurist closes a line by reading the article (ADR
 * 0022).
 */
export function AVerifier({ aujourdhui }: { aujourdhui: Jour }) {
  const { aRelire, inconnues, numerosARelire, mentions, recueil } = referentiel
  const combienDeLues = recueil.filter(entree => referentiel.estLue(entree, aujourdhui)).length
  const vieilles = referentiel.relusIlYALongtemps(aujourdhui)
  return (
    <div class="fil-pile">
      <Titre>Valeurs à vérifier</Titre>
      <p>
        {combienDeLues} règles sur {recueil.length} sont lues : tout ce que dit leur version
        d’aujourd’hui l’a été. Une règle inconnue ne refuse rien.
      </p>
      <p>
        {aRelire.length} citations sur {mentions.length} renvoient à une phrase qui n’a pas été lue.
        Leurs valeurs portent partout la mention « à vérifier ». Elles avertissent et ne bloquent
        jamais un enregistrement.
      </p>
      {parGroupe(aRelire).map(([titre, siennes]) => (
        <Details titre={`${titre} : ${combien(siennes.length)}`}>
          <Mentions legende={titre} mentions={siennes} aujourdhui={aujourdhui} />
        </Details>
      ))}
      <Details titre={`Changements de numéro : ${combien(numerosARelire.length)}`}>
        <Tableau
          legende="Changements de numéro à vérifier"
          lignes={[...numerosARelire]}
          colonnes={[
            {
              label: 'Ancien',
              entete: true,
              rendu: renumerotation =>
                `${renumerotation.ancien.texte} ${renumerotation.ancien.article}`,
            },
            {
              label: 'Nouveau',
              rendu: renumerotation =>
                `${renumerotation.nouveau.texte} ${renumerotation.nouveau.article}`,
            },
            { label: 'Le', rendu: renumerotation => <LeJour le={renumerotation.le} /> },
            { label: 'Ce qui a été lu', rendu: renumerotation => renumerotation.lecture ?? '' },
          ]}
        />
      </Details>
      <Details titre={`Inconnues : ${combien(inconnues.length)} que personne n’a lues`}>
        <Mentions legende="Valeurs inconnues" mentions={[...inconnues]} aujourdhui={aujourdhui} />
      </Details>
      <section class="fil-pile-serree">
        <h2>Vérifiées il y a plus de douze mois</h2>
        {vieilles.length === 0 ? (
          <p>Aucune : tout a été vérifié dans les douze mois.</p>
        ) : (
          <Mentions
            legende={`${combien(vieilles.length)} à relire`}
            mentions={vieilles}
            aujourdhui={aujourdhui}
          />
        )}
      </section>
    </div>
  )
}

const Mentions = ({
  legende,
  mentions,
  aujourdhui,
}: {
  legende: string
  mentions: Mention[]
  aujourdhui: Jour
}) => (
  <Tableau
    legende={legende}
    legendeInvisible
    lignes={mentions}
    colonnes={[
      {
        label: 'Règle',
        entete: true,
        rendu: mention => (
          <a href={adresseDe(mention.entree, mention.from ?? aujourdhui)}>{mention.quoi}</a>
        ),
      },
      { label: 'Depuis', rendu: mention => <LeJour le={mention.from} /> },
      {
        label: 'Valeur',
        rendu: mention => <Lignes lignes={mention.valeur} rubrique={mention.entree.rubrique} />,
      },
      {
        label: 'Article',
        rendu: mention => citationCourte(mention.source, mention.from ?? aujourdhui),
      },
      {
        label: 'Ce qui a été lu ou cherché',
        rendu: mention =>
          [
            mention.source.par,
            mention.source.confiance === 'lu'
              ? lieuDeLecture(mention.source.lecture.ou)
              : mention.source.raison,
          ]
            .filter(Boolean)
            .join(' ; '),
      },
      { label: 'Vérifié le', rendu: mention => <LeJour le={mention.source.verifieLe} /> },
    ]}
  />
)
