import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { Bandeau, type Identite } from '../dossiers/index.ts'
import { type MesureAChoisir, nomDeMesure } from '../mesures/index.ts'
import {
  Alerte,
  Bouton,
  Carte,
  Details,
  Faits,
  Formulaire,
  Heure,
  Instant,
  LeJour,
  LienBouton,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { libelleDeForme } from './entretien.rules.ts'
import type { Entretien, versionsDEntretien } from './entretien.store.ts'

type Versions = Awaited<ReturnType<typeof versionsDEntretien>>

type UnProps = {
  identite: Identite
  entretien: Entretien
  versions: Versions
  mesures: readonly MesureAChoisir[]
  ecrire: boolean
}
export const UnEntretien = ({ identite, entretien, versions, mesures, ecrire }: UnProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire &&
        !entretien.retireA && (
          <>
            <LienBouton href={chemins.corriger(entretien.dossierId, entretien.entretienId)}>
              Corriger
            </LienBouton>
            <LienBouton
              href={chemins.retirer(entretien.dossierId, entretien.entretienId)}
              variante="tertiaire"
            >
              Retirer
            </LienBouton>
          </>
        )
      }
    >
      Entretien du <LeJour le={entretien.le} long />
    </Titre>
    <Bandeau identite={identite} />
    {entretien.retireA && <Retire entretien={entretien} ecrire={ecrire} />}
    <Faits
      faits={[
        ['Avec', entretien.agentNom],
        ['Comment', libelleDeForme(entretien.forme)],
        ['Heure', entretien.heure ? <Heure heure={entretien.heure} /> : null],
        ['Lieu', entretien.lieu],
        ['Présents', entretien.presents],
        ['Mesure', nommer(mesures, entretien.mesureIds)],
        [
          'Convocation',
          entretien.convocationId ? (
            <a href={agenda.convocation(entretien.dossierId, entretien.convocationId)}>
              Voir celle à laquelle il répond
            </a>
          ) : null,
        ],
      ]}
    />
    <Carte titre="Récit">
      <Texte>{entretien.recit}</Texte>
    </Carte>
    {entretien.convenu && (
      <Carte titre="Ce qui a été convenu">
        <Texte>{entretien.convenu}</Texte>
      </Carte>
    )}
    {entretien.suite && (
      <Carte titre="Prochaine étape">
        <Texte>{entretien.suite}</Texte>
      </Carte>
    )}
    {versions.length > 1 && (
      <section class="fil-pile-serree">
        <h2>Versions</h2>
        {versions.map(version => (
          <Details
            titre={`Version ${version.version}, par ${version.nomComplet}${version.motifCorrection ? ` : ${version.motifCorrection}` : ''}`}
          >
            <p class="fil-discret">
              Écrite le <Instant a={version.ecriteA} />. Entretien du <LeJour le={version.le} />
              {version.heure && (
                <>
                  {' '}
                  à <Heure heure={version.heure} />
                </>
              )}
              , {libelleDeForme(version.forme).toLowerCase()}
              {version.lieu && `, ${version.lieu}`}.{' '}
              {version.convocationId && (
                <>
                  <a href={agenda.convocation(entretien.dossierId, version.convocationId)}>
                    Répondait à une convocation
                  </a>
                  .{' '}
                </>
              )}
              {nommer(mesures, version.mesureIds) ?? 'Aucune mesure en particulier'}.
            </p>
            <Texte>{version.recit}</Texte>
            <Texte>{version.convenu}</Texte>
            <Texte>{version.suite}</Texte>
          </Details>
        ))}
      </section>
    )}
  </div>
)
const nommer = (mesures: readonly MesureAChoisir[], ids: readonly string[]): string | null =>
  mesures
    .filter(mesure => ids.includes(mesure.mesureId))
    .map(nomDeMesure)
    .join(' ; ') || null

const Retire = ({ entretien, ecrire }: { entretien: Entretien; ecrire: boolean }) => (
  <Alerte genre="attention">
    <p>
      <strong>Retiré</strong> le {entretien.retireA && <Instant a={entretien.retireA} />} par{' '}
      {entretien.retireParNom}, il ne compte plus. Motif : {entretien.retireMotif}
    </p>
    {ecrire && (
      <Formulaire enLigne action={chemins.retablir(entretien.dossierId, entretien.entretienId)}>
        <Bouton variante="secondaire">Rétablir l’entretien</Bouton>
      </Formulaire>
    )}
  </Alerte>
)
