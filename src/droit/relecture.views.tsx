import { citationCourte, lieuDeLecture, referentiel } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import { Details, LeJour, Tableau, Titre } from '../platform/interface/index.ts'
import { adresseDe } from './recueil.views.tsx'
import { Lignes } from './regle.panels.tsx'

type Mention = (typeof referentiel.aRelire)[number]
const parGroupe = (mentions: readonly Mention[]): [string, Mention[]][] => {
  const groupes = new Map<string, Mention[]>()
  for (const m of mentions) {
    const titre = referentiel.libelleDuGroupe(m.entree.groupe)
    groupes.set(titre, [...(groupes.get(titre) ?? []), m])
  }
  return [...groupes]
}
const combien = (n: number) => `${n} ${n > 1 ? 'valeurs' : 'valeur'}`

/** What nobody has read yet, with what was read; a jurist closes a line by reading the article (ADR 0022). */
export function AVerifier({ aujourdhui }: { aujourdhui: Jour }) {
  const { aRelire, inconnues, numerosARelire, mentions, recueil } = referentiel
  const combienDeLues = recueil.filter(e => referentiel.estLue(e, aujourdhui)).length
  const vieilles = referentiel.relusIlYALongtemps(aujourdhui)
  return (
    <div class="fil-pile">
      <Titre>Valeurs à vérifier</Titre>
      <p>
        {combienDeLues} règles sur {recueil.length} sont lues : tout ce que dit leur version d’aujourd’hui l’a été. Une règle inconnue ne
        refuse rien.
      </p>
      <p>
        {aRelire.length} citations sur {mentions.length} renvoient à une phrase qui n’a pas été lue. Leurs valeurs portent partout la
        mention « à vérifier ». Elles avertissent et ne bloquent jamais un enregistrement.
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
            { label: 'Ancien', entete: true, rendu: r => `${r.ancien.texte} ${r.ancien.article}` },
            { label: 'Nouveau', rendu: r => `${r.nouveau.texte} ${r.nouveau.article}` },
            { label: 'Le', rendu: r => <LeJour le={r.le} /> },
            { label: 'Ce qui a été lu', rendu: r => r.lecture ?? '' },
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
          <Mentions legende={`${combien(vieilles.length)} à relire`} mentions={vieilles} aujourdhui={aujourdhui} />
        )}
      </section>
    </div>
  )
}

const Mentions = ({ legende, mentions, aujourdhui }: { legende: string; mentions: Mention[]; aujourdhui: Jour }) => (
  <Tableau
    legende={legende}
    legendeInvisible
    lignes={mentions}
    colonnes={[
      { label: 'Règle', entete: true, rendu: m => <a href={adresseDe(m.entree, m.from ?? aujourdhui)}>{m.quoi}</a> },
      { label: 'Depuis', rendu: m => <LeJour le={m.from} /> },
      { label: 'Valeur', rendu: m => <Lignes lignes={m.valeur} rubrique={m.entree.rubrique} /> },
      { label: 'Article', rendu: m => citationCourte(m.source, m.from ?? aujourdhui) },
      {
        label: 'Ce qui a été lu ou cherché',
        rendu: m =>
          [m.source.par, m.source.confiance === 'lu' ? lieuDeLecture(m.source.lecture.ou) : m.source.raison].filter(Boolean).join(' ; '),
      },
      { label: 'Vérifié le', rendu: m => <LeJour le={m.source.verifieLe} /> },
    ]}
  />
)
